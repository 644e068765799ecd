using Auditor.Contracts;
using Auditor.Plugin.Core.Delivering;

namespace Auditor.Plugin.Core.Tests.Delivering;

/// <summary>Remembers what XProtect got; refuses as often as it is told to.</summary>
internal sealed class RecordingOutlet : IXProtectOutlet
{
    public List<string> Got { get; } = [];

    /// <summary>Attempts, also refused ones.</summary>
    public int Attempts { get; private set; }

    /// <summary>What to throw at an attempt, if anything; by its number, from 1.</summary>
    public Func<int, Exception?> Refuse { get; set; } = _ => null;

    public void WriteLog(AuditEntry entry) => Take($"log {entry.EntryId}");

    public void FireEvent(AuditEntry entry, OutcomeEvent fired) => Take($"event {entry.EntryId} {fired.Name} {fired.RuleName}");

    private void Take(string what)
    {
        Attempts++;
        if (Refuse(Attempts) is { } refusal)
        {
            throw refusal;
        }

        Got.Add(what);
    }
}
