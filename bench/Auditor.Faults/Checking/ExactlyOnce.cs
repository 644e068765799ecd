namespace Auditor.Faults.Checking;

/// <summary>What was confirmed to its sender is in the log exactly once; what was not, at most once; nothing else is there. Pure.</summary>
internal static class ExactlyOnce
{
    public static Findings Check(IReadOnlyList<SentActivities> sessions, IReadOnlyList<LoggedFact> log)
    {
        var findings = new Findings("every confirmed activity is in the log exactly once");
        var logged = new Dictionary<Guid, List<LoggedFact>>();
        foreach (LoggedFact fact in log.Where(fact => fact.Number is not null))
        {
            if (!logged.TryGetValue(fact.EntryId, out List<LoggedFact>? same))
            {
                logged.Add(fact.EntryId, same = []);
            }

            same.Add(fact);
        }

        foreach (SentActivities session in sessions)
        {
            foreach ((long number, Guid activityId) in session.Sent)
            {
                int times = logged.Remove(activityId, out List<LoggedFact>? found) ? found.Count : 0;
                bool confirmed = session.Confirmed.Contains(number);
                findings.Require(times == 1 || (times == 0 && !confirmed), () => $"activity {activityId} (number {number} of session {session.SessionId}) was {(confirmed ? "" : "not ")}confirmed and is in the log {times} times");
                findings.Require(
                    times == 0 || (found![0].Session == session.SessionId && found[0].Number == number),
                    () => $"activity {activityId} is in the log as number {found![0].Number} of session {found[0].Session}, and was number {number} of {session.SessionId}");
            }
        }

        foreach (Guid stranger in logged.Keys)
        {
            findings.Add($"the log has an activity {stranger} that nobody sent");
        }

        var everyId = new HashSet<Guid>();
        foreach (LoggedFact fact in log)
        {
            findings.Require(everyId.Add(fact.EntryId), () => $"entry {fact.EntryId} is in the log twice");
            findings.Require(fact.Position is not null, () => $"entry {fact.EntryId} has no position");
        }

        return findings;
    }
}
