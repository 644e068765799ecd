namespace Auditor.AuditWriter.Sequencing;

/// <summary>Those who remember the log outside its store, and may object to its being signed (docs/witnesses.md).</summary>
internal interface IOutsideMemory
{
    /// <summary>Why nothing may be signed, in words; null while nobody objects. May come and go at any time.</summary>
    string? Objection { get; }

    /// <summary>Asks them what they remember. MUST return within seconds, whoever does not answer; to be done before a process signs.</summary>
    Task ConsultAsync(CancellationToken cancellation);
}
