using Auditor.Storage;

namespace Auditor.AuditWriter.Sequencing;

/// <summary>What the sequencer of this process knows, for others to ask.</summary>
internal sealed class LedgerState : ILeadership
{
    private volatile bool _leads;
    private volatile string? _problem;
    private volatile StoredCheckpoint? _latest;

    /// <inheritdoc/>
    public bool Leads
    {
        get => _leads;
        set => _leads = value;
    }

    /// <summary>Why nothing is signed, in words; null when all is well.</summary>
    public string? Problem
    {
        get => _problem;
        set => _problem = value;
    }

    /// <summary>The last checkpoint that this process signed; null before it has.</summary>
    public StoredCheckpoint? Latest
    {
        get => _latest;
        set => _latest = value;
    }
}
