using Auditor.Contracts;

namespace Auditor.WebConsole.Trust;

/// <summary>A gap that the log declares, and what became of it.</summary>
public sealed record DeclaredGap
{
    public Guid GapEntryId { get; init; }

    /// <summary>The gap in words.</summary>
    public string ResourceName { get; init; } = "";

    public DateTimeOffset DeclaredAt { get; init; }

    /// <summary>open or filled.</summary>
    public string State { get; init; } = "";

    public DateTimeOffset StateSince { get; init; }

    public JsonText Gap { get; init; }
}
