namespace Auditor.AuditWriter.Retention;

/// <summary>What is to become of an entry.</summary>
internal enum RetentionVerdict
{
    /// <summary>It is past its ceiling, and nothing keeps it.</summary>
    Erase,

    /// <summary>Not past a ceiling, or not in the log at the moment in question.</summary>
    NotDue,

    /// <summary>It proves that erasures were legitimate.</summary>
    NeverErased,

    KeptByFloor,
    KeptByHold,
}
