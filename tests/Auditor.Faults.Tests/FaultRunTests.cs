using System.Globalization;
using Auditor.Faults.Processes;

namespace Auditor.Faults.Tests;

/// <summary>The harness itself, for the minutes that <c>AUDITOR_FAULT_MINUTES</c> says, else five; <c>AUDITOR_FAULT_SEED</c> repeats a run.</summary>
public sealed class FaultRunTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Nothing_is_lost_doubled_or_undeclared_whatever_breaks()
    {
        var options = new FaultOptions
        {
            Duration = TimeSpan.FromMinutes(Setting("AUDITOR_FAULT_MINUTES") ?? 5),
            // Other tests run beside it.
            Rate = 60,
        };
        if (Setting("AUDITOR_FAULT_SEED") is { } seed)
        {
            options = options with { Seed = (int)seed };
        }

        // Apart from runs by hand, which ./test.sh must not clean up.
        options = options with { Folder = Path.Combine(Repository.Root, ".test-run", "test-faults", $"seed-{options.Seed}") };
        RunReport report = await new FaultRun(options, output.WriteLine).RunAsync(TestContext.Current.CancellationToken);

        output.WriteLine(report.ToString());
        Assert.True(report.Passed, report.ToString());
    }

    private static double? Setting(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? double.Parse(text, CultureInfo.InvariantCulture) : null;
}
