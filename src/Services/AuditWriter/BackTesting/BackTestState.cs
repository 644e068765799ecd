namespace Auditor.AuditWriter.BackTesting;

/// <summary>How far a back-test is.</summary>
public enum BackTestState
{
    /// <summary>Waits for its turn.</summary>
    Queued,

    Running,

    /// <summary>There is a result, until it expires.</summary>
    Done,

    /// <summary>There is no result; the problem says why.</summary>
    Failed,

    /// <summary>Ended by a person; there is no result.</summary>
    Cancelled,
}
