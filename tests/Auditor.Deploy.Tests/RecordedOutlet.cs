using System.Collections.Concurrent;
using Auditor.Contracts;
using Auditor.Plugin.Core.Delivering;

namespace Auditor.Deploy.Tests;

/// <summary>An XProtect that takes everything.</summary>
internal sealed class RecordedOutlet : IXProtectOutlet
{
    private readonly ConcurrentQueue<string> _fired = new();

    public IReadOnlyCollection<string> Fired => _fired;

    public void WriteLog(AuditEntry entry)
    {
        // The line itself is others' subject.
    }

    public void FireEvent(AuditEntry entry, OutcomeEvent fired) => _fired.Enqueue(fired.Name);
}
