using Auditor.Contracts;

namespace Auditor.AuditWriter.Changes;

/// <summary>
/// A change as it is reported over HTTP: <see cref="ConfigurationChanged"/>, of which the id, the actor and the time may be left out.
/// </summary>
public sealed record ChangeReport
{
    /// <summary>1.</summary>
    public int? Version { get; init; }

    /// <summary>Made where the change is made, and kept on every retry. Absent: derived from the Idempotency-Key, or new where there is none.</summary>
    public Guid? ChangeId { get; init; }

    public string? Tenant { get; init; }

    /// <summary>One of the catalogue's resources that may be reported over HTTP.</summary>
    public string? AuditableResource { get; init; }

    /// <summary>One of the resource's actions.</summary>
    public string? AuditableAction { get; init; }

    /// <summary>What it was done to, by name.</summary>
    public string? ResourceName { get; init; }

    /// <summary>Who made the change. Absent: the caller.</summary>
    public Actor? Actor { get; init; }

    /// <summary>When it was made. Absent: now.</summary>
    public DateTimeOffset? OccurredAt { get; init; }

    /// <summary>Where it was made. Absent: what the metadata say of a target, else the tenant.</summary>
    public Target? Target { get; init; }

    /// <summary>Ties changes together. Absent: those that one request with an Idempotency-Key reports share one.</summary>
    public Guid? CorrelationId { get; init; }

    /// <summary>An object, or a string that holds one.</summary>
    public JsonText AdditionalMetadata { get; init; }

    /// <summary>Any value; a string that holds an object or a list is that object or list.</summary>
    public JsonText PreviousState { get; init; }

    /// <inheritdoc cref="PreviousState"/>
    public JsonText NewState { get; init; }

    /// <summary>How it ended, one of the catalogue's results. Absent: it succeeded.</summary>
    public string? Result { get; init; }
}
