namespace Auditor.Storage;

/// <summary>Numbers over all client sessions.</summary>
/// <param name="Sessions">How many there are.</param>
/// <param name="Silent">How many of them are silent.</param>
/// <param name="OpenGaps">Declared gaps of which something is missing.</param>
/// <param name="FilledGaps">Declared gaps of which nothing is missing any more.</param>
/// <param name="LastMissedAt">When the latest hole that belongs to an open gap was first seen (UTC); null when no gap is open.</param>
/// <param name="WaitedFor">Numbers that are missing and not declared yet.</param>
public sealed record CompletenessSummary(
    long Sessions, long Silent, long OpenGaps, long FilledGaps, DateTimeOffset? LastMissedAt, long WaitedFor);
