using Auditor.Contracts;

namespace Auditor.Storage;

/// <summary>One decision about retention: other policies, a hold placed, or a hold released. Exactly one of the three is given.</summary>
public sealed record RetentionChange
{
    /// <summary>Made where the change is made, and kept on every retry; also the id of the entry that tells of it.</summary>
    public Guid ChangeId { get; init; }

    /// <summary>1 for the first change, then one more for each.</summary>
    public long Revision { get; init; }

    public Actor Actor { get; init; } = new();

    /// <summary>UTC.</summary>
    public DateTimeOffset ChangedAt { get; init; }

    /// <summary>All policies from now on.</summary>
    public IReadOnlyList<RetentionPolicy>? Policies { get; init; }

    public LegalHold? Placed { get; init; }

    public HoldRelease? Released { get; init; }

    /// <summary>What its writer sealed it with, in base64; a decision without its seal was put into the store by somebody else.</summary>
    public string? Seal { get; init; }
}
