namespace Auditor.Contracts;

/// <summary>Anything to AuditWriter: something was configured, deployed, added or removed.</summary>
public sealed record ConfigurationChanged
{
    public int Version { get; init; } = 1;

    /// <summary>Made where the change is made, and kept on every retry: the log holds it once.</summary>
    public Guid ChangeId { get; init; }

    public string? Tenant { get; init; }

    /// <summary>One of <see cref="AuditableResources"/>.</summary>
    public string AuditableResource { get; init; } = "";

    /// <summary>One of <see cref="AuditableActions"/>.</summary>
    public string AuditableAction { get; init; } = "";

    public string ResourceName { get; init; } = "";

    public Actor Actor { get; init; } = new();

    /// <summary>UTC.</summary>
    public DateTimeOffset OccurredAt { get; init; }

    public Target? Target { get; init; }

    public Guid? CorrelationId { get; init; }

    public JsonText AdditionalMetadata { get; init; }

    public JsonText PreviousState { get; init; }

    public JsonText NewState { get; init; }

    /// <summary>One of <see cref="AuditResults"/>; absent means that it succeeded.</summary>
    public string? Result { get; init; }
}
