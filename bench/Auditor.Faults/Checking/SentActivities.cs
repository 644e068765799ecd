namespace Auditor.Faults.Checking;

/// <summary>What the senders know of one client session.</summary>
/// <param name="SessionId">The session.</param>
/// <param name="Sent">Ids of what went out, by number; confirmed or not.</param>
/// <param name="Confirmed">Numbers that the broker has confirmed.</param>
/// <param name="FellSilent">It ended without a goodbye.</param>
internal sealed record SentActivities(Guid SessionId, IReadOnlyDictionary<long, Guid> Sent, IReadOnlySet<long> Confirmed, bool FellSilent);
