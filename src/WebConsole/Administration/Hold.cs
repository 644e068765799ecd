using Auditor.Contracts;

namespace Auditor.WebConsole.Administration;

/// <summary>A legal hold. Times are UTC.</summary>
public sealed record Hold
{
    public Guid HoldId { get; init; }

    public string Name { get; init; } = "";

    public string Reason { get; init; } = "";

    public JsonText Filter { get; init; }

    /// <summary>Whether it holds now.</summary>
    public bool Holds { get; init; }

    public Actor PlacedBy { get; init; } = new();

    public DateTimeOffset PlacedAt { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    public HoldRelease? Release { get; init; }
}
