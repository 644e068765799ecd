using System.Text.Json;
using Auditor.Contracts;

namespace Auditor.Faults.Checking;

/// <summary>
/// Every hole in the numbers of a session is declared, and none is declared that is not there: what was declared too early is told to be filled. Who fell
/// silent is called silent, and nobody else still is. Pure.
/// </summary>
internal static class Completeness
{
    public static Findings Check(IReadOnlyList<SentActivities> sessions, IReadOnlyList<LoggedFact> log)
    {
        var findings = new Findings("every hole and every silence is declared, and no other is left");
        ILookup<Guid?, LoggedFact> bySession = log.Where(fact => fact.Session is not null).ToLookup(fact => fact.Session);
        foreach (SentActivities session in sessions)
        {
            LoggedFact[] facts = [.. bySession[session.SessionId].OrderBy(fact => fact.Position)];
            CheckHoles(session, facts, findings);
            CheckSilence(session, facts, findings);
        }

        return findings;
    }

    /// <summary>Numbers below the highest that are in the log which are not there.</summary>
    public static SortedSet<long> MissingIn(IEnumerable<LoggedFact> facts)
    {
        HashSet<long> present = [.. facts.Where(fact => fact.Number is not null).Select(fact => fact.Number!.Value)];
        return present.Count == 0 ? [] : [.. Range(1, present.Max()).Where(number => !present.Contains(number))];
    }

    private static void CheckHoles(SentActivities session, LoggedFact[] facts, Findings findings)
    {
        SortedSet<long> missing = MissingIn(facts);
        var told = new HashSet<long>();
        foreach (LoggedFact gap in facts.Where(fact => fact.Action == AuditableActions.Gap))
        {
            LoggedFact? filled = facts.LastOrDefault(fact => fact.Action == AuditableActions.Fill && fact.CorrelationId == gap.EntryId);
            HashSet<long> open = NumbersIn((filled ?? gap).Metadata!, ofGap: filled is null);
            foreach (long number in open.Where(number => !missing.Contains(number)))
            {
                findings.Add($"session {session.SessionId}: gap {gap.EntryId} says that {number} is missing, and it is in the log");
            }

            told.UnionWith(open);
        }

        foreach (long number in missing.Where(number => !told.Contains(number)))
        {
            findings.Add($"session {session.SessionId}: {number} is missing, and no gap says so");
        }
    }

    private static void CheckSilence(SentActivities session, LoggedFact[] facts, Findings findings)
    {
        LoggedFact? last = facts.LastOrDefault(fact => fact.Action is AuditableActions.Silent or AuditableActions.Resume);
        bool isSilent = last?.Action == AuditableActions.Silent;
        bool wasHeard = facts.Any(fact => fact.Number is not null);
        findings.Require(
            isSilent == (session.FellSilent && wasHeard),
            () => $"session {session.SessionId} {(session.FellSilent ? "fell silent, and is not called silent" : "ended well, and is called silent")}");
    }

    /// <summary>What is still missing: the ranges that an entry lists, or the one that a gap of one hole is.</summary>
    private static HashSet<long> NumbersIn(string metadata, bool ofGap)
    {
        using var document = JsonDocument.Parse(metadata);
        JsonElement root = document.RootElement;
        if (root.TryGetProperty("ranges", out JsonElement ranges))
        {
            return [.. ranges.EnumerateArray().SelectMany(RangeOf)];
        }

        return ofGap ? [.. RangeOf(root)] : [];
    }

    private static IEnumerable<long> RangeOf(JsonElement range) => Range(range.GetProperty("from").GetInt64(), range.GetProperty("to").GetInt64());

    private static IEnumerable<long> Range(long from, long to)
    {
        for (long number = from; number <= to; number++)
        {
            yield return number;
        }
    }
}
