namespace Auditor.WebConsole.Administration;

/// <summary>A local account. Times are UTC.</summary>
public sealed record Account
{
    public Guid AccountId { get; init; }

    public string Name { get; init; } = "";

    public string DisplayName { get; init; } = "";

    public IReadOnlyList<string> Roles { get; init; } = [];

    public bool HasPassword { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? DisabledAt { get; init; }
}
