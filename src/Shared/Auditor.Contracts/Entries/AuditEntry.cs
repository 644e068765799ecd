namespace Auditor.Contracts;

/// <summary>The immutable record of one fact in the audit log.</summary>
public sealed record AuditEntry
{
    public const int CurrentVersion = 1;

    public int Version { get; init; } = CurrentVersion;

    /// <summary>The id of the fact it records: the activity id, the change id, the delivery id. Appending is idempotent by it.</summary>
    public Guid EntryId { get; init; }

    public string Tenant { get; init; } = Tenants.Default;

    /// <summary>One of <see cref="AuditableResources"/>.</summary>
    public string AuditableResource { get; init; } = "";

    /// <summary>One of <see cref="AuditableActions"/>.</summary>
    public string AuditableAction { get; init; } = "";

    /// <summary>What it was done to, by name.</summary>
    public string ResourceName { get; init; } = "";

    public Actor Actor { get; init; } = new();

    /// <summary>The broker user who published it, as the broker vouches for it; absent when the publisher did not say.</summary>
    public string? PublishedBy { get; init; }

    /// <summary>When it happened, by the clock of the one who observed it (UTC).</summary>
    public DateTimeOffset OccurredAt { get; init; }

    /// <summary>When a service first had it in hand (UTC).</summary>
    public DateTimeOffset AcceptedAt { get; init; }

    /// <summary>When the writer put it into the store (UTC).</summary>
    public DateTimeOffset AppendedAt { get; init; }

    public Target Target { get; init; } = new();

    /// <summary>The cameras concerned.</summary>
    public IReadOnlyList<CameraRef> Cameras { get; init; } = [];

    /// <summary>The recordings concerned, in recording time (UTC).</summary>
    public RecordingInterval? Recording { get; init; }

    public Guid? CorrelationId { get; init; }

    /// <summary>Everything else about it, structured. Of an activity: the whole activity.</summary>
    public JsonText AdditionalMetadata { get; init; }

    public JsonText PreviousState { get; init; }

    public JsonText NewState { get; init; }

    /// <summary>The operator's own justification, in one text.</summary>
    public string? Reason { get; init; }

    /// <summary>The rules that matched, in the version that matched.</summary>
    public IReadOnlyList<RuleMatch> Rules { get; init; } = [];

    /// <summary>What those rules demand of Event Server and Notifier.</summary>
    public Outcome Outcome { get; init; } = new();

    /// <summary>One of <see cref="AuditResults"/>.</summary>
    public string Result { get; init; } = AuditResults.Succeeded;

    /// <summary>Position in the log; absent until the entry is sequenced.</summary>
    public long? Position { get; init; }
}
