namespace Auditor.Notifier.Api;

/// <summary>What came back when a sample was sent to a destination.</summary>
/// <param name="Acknowledged">Whether the receiver took it.</param>
/// <param name="Problem">Why not; absent when it did.</param>
/// <param name="RetryAfterSeconds">When the receiver asked to be tried again, if it did.</param>
internal sealed record TestAnswer(bool Acknowledged, string? Problem, double? RetryAfterSeconds);
