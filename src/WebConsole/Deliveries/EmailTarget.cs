namespace Auditor.WebConsole.Deliveries;

/// <summary>Who gets mail.</summary>
public sealed record EmailTarget
{
    public IReadOnlyList<string> To { get; init; } = [];
}
