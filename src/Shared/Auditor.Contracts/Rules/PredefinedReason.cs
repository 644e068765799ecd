namespace Auditor.Contracts;

/// <summary>A reason that the operator may pick, offered only for the activities listed.</summary>
public sealed record PredefinedReason
{
    public string Text { get; init; } = "";

    public IReadOnlyList<ActivityType> Activities { get; init; } = [];
}
