namespace Auditor.WebConsole.Deliveries;

/// <summary>A topic exchange of the broker.</summary>
public sealed record FeedTarget
{
    public string Exchange { get; init; } = "";
}
