using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Auditor.Ledger;

namespace Auditor.Standalone.Verifying;

/// <summary>What a verification says: its progress to standard error, its report to standard output, in words or in JSON.</summary>
internal sealed class VerifyOutput(bool json) : IProgress<VerificationProgress>
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
    };

    private long _lastShown = Environment.TickCount64;

    public void Report(VerificationProgress value)
    {
        const long milliseconds = 2000;
        if (Environment.TickCount64 - _lastShown >= milliseconds)
        {
            _lastShown = Environment.TickCount64;
            Console.Error.WriteLine($"{value.Entries} of {value.Total} entries read");
        }
    }

    /// <returns>The exit code.</returns>
    public int Write(VerificationReport report, NoteVerifierKey? key)
    {
        Console.WriteLine(json ? ToJson(report, key) : ToText(report, key));
        return (int)report.Outcome;
    }

    private static string ToJson(VerificationReport report, NoteVerifierKey? key) => JsonSerializer.Serialize(
        new
        {
            report.Outcome,
            exitCode = (int)report.Outcome,
            report.Summary,
            origin = report.Checkpoint?.Origin,
            size = report.Checkpoint?.Size,
            root = report.Checkpoint?.Root.ToBase64(),
            key = key?.ToString(),
            keyFingerprint = key is null ? null : TrustedKey.Fingerprint(key),
            report.ProvenEntries,
            report.ErasedEntries,
            report.Faults,
            report.HasMoreFaults,
            report.Remarks,
        },
        Options);

    private static string ToText(VerificationReport report, NoteVerifierKey? key)
    {
        List<string> lines = [report.Summary];
        lines.AddRange(report.Faults.Select(fault => $"  {WordOf(fault.Kind)}{Place(fault)}: {fault.Message}"));
        if (report.HasMoreFaults)
        {
            lines.Add("  and more, which are not listed.");
        }

        lines.AddRange(report.Remarks.Select(remark => "Note: " + remark));
        if (report.Checkpoint is { } head)
        {
            lines.Add($"Checkpoint: {head.Origin}, {head.Size} entries, root {head.Root.ToBase64()}");
        }

        if (key is not null)
        {
            lines.Add($"Trusted key: {key.Name}, SHA-256 fingerprint {TrustedKey.Fingerprint(key)}");
        }

        // What a log says of itself could steer a terminal.
        return string.Join(Environment.NewLine, lines.Select(line => string.Concat(line.Select(letter => char.IsControl(letter) && letter != '\n' ? '?' : letter))));
    }

    private static string Place(LogFault fault)
    {
        string place = fault.Position is not { } first ? "" : fault.LastPosition is { } last ? $" positions {first} to {last}" : $" position {first}";
        return fault.EntryId is { } id ? $"{place} (entry {id})" : place;
    }

    private static string WordOf(FaultKind kind) => kind switch
    {
        FaultKind.RolledBack => "ROLLED BACK",
        FaultKind.WrongKey => "WRONG KEY",
        FaultKind.CheckpointAltered => "CHECKPOINT ALTERED",
        FaultKind.NotSigned => "NOT SIGNED",
        FaultKind.TileAltered => "TILE ALTERED",
        _ => kind.ToString().ToUpperInvariant(),
    };
}
