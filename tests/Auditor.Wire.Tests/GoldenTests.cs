using System.Text.Json;
using Auditor.Contracts;

namespace Auditor.Wire.Tests;

/// <summary>
/// The wire is frozen: one golden file for each message. A difference is a decision that somebody reviews; after it is made, run the
/// tests with AUDITOR_WRITE_GOLDEN=the Golden folder to write the files anew.
/// </summary>
public sealed class GoldenTests
{
    private static readonly JsonSerializerOptions Indented = new(WireFormat.Options) { WriteIndented = true };

    public static TheoryData<string> Messages => [.. Samples.All.Keys];

    [Theory]
    [MemberData(nameof(Messages))]
    public void A_message_is_written_as_its_golden_file_says(string message)
    {
        string written = JsonSerializer.Serialize(Samples.All[message], Samples.All[message].GetType(), Indented).ReplaceLineEndings("\n") + "\n";
        if (Environment.GetEnvironmentVariable("AUDITOR_WRITE_GOLDEN") is { Length: > 0 } folder)
        {
            File.WriteAllText(Path.Combine(folder, message + ".json"), written);
        }

        Assert.Equal(Golden(message), written);
    }

    [Theory]
    [MemberData(nameof(Messages))]
    public void A_golden_file_reads_back_without_loss(string message)
    {
        object read = JsonSerializer.Deserialize(Golden(message), Samples.All[message].GetType(), WireFormat.Options)!;

        Assert.Equal(Golden(message), JsonSerializer.Serialize(read, read.GetType(), Indented).ReplaceLineEndings("\n") + "\n");
    }

    [Fact]
    public void Every_message_has_a_sample()
    {
        IEnumerable<string> messages = typeof(ActivityObserved).Assembly.GetExportedTypes()
            .Where(type => type.GetProperty("Version")?.PropertyType == typeof(int) && type != typeof(AuditEntry))
            .Select(type => type.Name);

        Assert.Equal(messages.Order(StringComparer.Ordinal), Samples.All.Keys.Order(StringComparer.Ordinal));
    }

    private static string Golden(string message) =>
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", message + ".json")).ReplaceLineEndings("\n");
}
