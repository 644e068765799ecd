using Auditor.Faults.Load;

namespace Auditor.Faults.Checking;

/// <summary>
/// Every destination got every entry that it is for, at least once, and nothing else; and each for the first time in the order of the log. Pure.
/// </summary>
internal static class Notifications
{
    public static Findings Check(IReadOnlyList<Subscriber> subscribers, IReadOnlyList<LoggedFact> log)
    {
        var findings = new Findings("every subscriber got every entry that it is for, in the order of the log");
        foreach (Subscriber subscriber in subscribers)
        {
            Dictionary<Guid, long> wanted = log.Where(fact => fact.Position is not null && subscriber.Wants(fact)).ToDictionary(fact => fact.EntryId, fact => fact.Position!.Value);
            Guid[] got = [.. subscriber.Received.Entries.Distinct()];
            foreach (Guid missing in wanted.Keys.Except(got))
            {
                findings.Add($"{subscriber.Name} did not get entry {missing}, position {wanted[missing]}");
            }

            long last = -1;
            foreach (Guid entryId in got)
            {
                if (!wanted.TryGetValue(entryId, out long position))
                {
                    findings.Add($"{subscriber.Name} got entry {entryId}, which is not for it or not in the log");
                    continue;
                }

                findings.Require(position > last, () => $"{subscriber.Name} got position {position} after {last}");
                last = Math.Max(last, position);
            }
        }

        return findings;
    }
}
