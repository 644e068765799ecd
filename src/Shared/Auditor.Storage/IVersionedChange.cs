namespace Auditor.Storage;

/// <summary>A change as a history of changes sees it.</summary>
internal interface IVersionedChange<out TSelf>
{
    Guid ChangeId { get; }

    /// <summary>What it changes.</summary>
    Guid SubjectId { get; }

    /// <summary>The subject's version after it.</summary>
    long Version { get; }

    long Revision { get; }

    /// <summary>The change with its place among all.</summary>
    TSelf At(long revision);
}
