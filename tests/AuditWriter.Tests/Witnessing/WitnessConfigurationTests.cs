using Auditor.Hosting;
using Auditor.Ledger;
using Microsoft.Extensions.Options;

namespace Auditor.AuditWriter.Tests.Witnessing;

/// <summary>What cannot be used ends the start, and names the key to set.</summary>
public sealed class WitnessConfigurationTests
{
    private static readonly string Key = NoteSignerKey.Generate("log.example/a").Verifier.ToString();

    [Theory]
    [InlineData("Kind", "mail", "http://127.0.0.1:1/", "Auditor:Ledger:Witnesses:0:Kind is 'mail'; it must be folder or url.")]
    [InlineData("Kind", "", "x", "Auditor:Ledger:Witnesses:0:Kind is ''; it must be folder or url.")]
    [InlineData("Target", "url", "witness.example", "Auditor:Ledger:Witnesses:0:Target is 'witness.example'; it must be an http or https URL")]
    [InlineData("Target", "url", "ftp://witness.example", "Auditor:Ledger:Witnesses:0:Target")]
    [InlineData("Target", "url", "https://anna:secret@witness.example", "Auditor:Ledger:Witnesses:0:Target")]
    [InlineData("Target", "folder", "", "Auditor:Ledger:Witnesses:0:Target must be the path of a folder.")]
    [InlineData("Target", "folder", "<store>/witness", "Auditor:Ledger:Witnesses:0:Target is '<store>/witness', inside the store's folder.")]
    public async Task A_target_that_cannot_be_used_is_named(string what, string kind, string target, string words)
    {
        string folder = Directory.CreateTempSubdirectory("auditor-witness-").FullName;
        string Filled(string text) => text.Replace("<store>", folder, StringComparison.Ordinal);
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => WriterHost.StartAsync(
            folder, ("Auditor:Ledger:Witnesses:0:Kind", kind), ("Auditor:Ledger:Witnesses:0:Target", Filled(target))));

        Assert.Contains(refused.Failures, failure => failure.StartsWith(Filled(words), StringComparison.Ordinal) && failure.Contains(what, StringComparison.Ordinal));
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("Auditor:Ledger:WitnessSeconds", "0", "Auditor:Ledger:WitnessSeconds must be from 1 to 86400.")]
    [InlineData("Auditor:Ledger:Witnesses:0:VerifierKey", "nonsense", "Auditor:Ledger:Witnesses:0:VerifierKey is no verifier key")]
    [InlineData("Auditor:Witness:RequestsPerSecond", "0", "Auditor:Witness:RequestsPerSecond must be from 1 to 10000.")]
    [InlineData("Auditor:Witness:Logs:1", "nonsense", "Auditor:Witness:Logs:1 is no verifier key")]
    public async Task Another_value_that_cannot_be_used_is_named(string key, string value, string words)
    {
        string folder = Directory.CreateTempSubdirectory("auditor-witness-").FullName;
        Exception refused = await Assert.ThrowsAnyAsync<Exception>(() => WriterHost.StartAsync(
            folder,
            ("Auditor:Ledger:Witnesses:0:Kind", "url"),
            ("Auditor:Ledger:Witnesses:0:Target", "http://127.0.0.1:1/"),
            ("Auditor:Witness:Logs:0", Key),
            (key, value)));

        Assert.Contains(words, ServiceHost.Explain(refused), StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_witness_has_a_name_that_no_log_has()
    {
        string folder = Directory.CreateTempSubdirectory("auditor-witness-").FullName;
        var refused = await Assert.ThrowsAsync<UnusableConfigurationException>(() => WriterHost.StartAsync(
            folder, ("Auditor:Witness:Logs:0", Key), ("Auditor:Witness:Name", "log.example/a")));

        Assert.Contains("must have a name of its own", refused.Message, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }
}
