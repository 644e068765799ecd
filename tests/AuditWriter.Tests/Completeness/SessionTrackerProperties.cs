using System.Text.Json.Nodes;
using Auditor.AuditWriter.Completeness;
using Auditor.Contracts;
using Auditor.Storage;
using Auditor.Wire;
using FsCheck;
using FsCheck.Fluent;
using static Auditor.AuditWriter.Tests.Completeness.Sightings;

namespace Auditor.AuditWriter.Tests.Completeness;

/// <summary>Whatever order numbers come in, held against a set of them.</summary>
public sealed class SessionTrackerProperties
{
    private static readonly DateTimeOffset Late = At(1_000_000);

    /// <summary>Numbers from 1; 0 stands for a moment at which everything known is told.</summary>
    private static readonly Gen<long[]> Steps = Gen.OneOf(
        Gen.ArrayOf(Gen.Choose(0, 30).Select(number => (long)number)),
        Gen.ArrayOf(Gen.Frequency(
            (8, Gen.Choose(0, 60).Select(number => (long)number)),
            (1, Gen.Choose(1, 20).Select(below => long.MaxValue - below)))));

    [Fact]
    public void What_is_missing_is_every_number_below_the_highest_that_did_not_come() => Holds(steps =>
    {
        ClientSession session = Run(steps).ToSession();
        long[] seen = [.. steps.Where(step => step > 0).Distinct().Order()];
        var missing = new List<(long, long)>();
        long next = 1;
        foreach (long number in seen)
        {
            if (number > next)
            {
                missing.Add((next, number - 1));
            }

            next = number + 1;
        }

        return session.Holes.Select(hole => (hole.From, hole.To)).SequenceEqual(missing)
            && session.Highest == (seen.Length == 0 ? 0 : seen[^1])
            && session.Missing == session.Highest - seen.Length
            && session.Repeated == steps.Count(step => step > 0) - seen.Length;
    });

    [Fact]
    public void When_all_is_told_the_entries_alone_say_what_is_missing() => Holds(steps =>
    {
        SessionTracker tracker = Run(steps);
        tracker.Tell(Late, Late);
        ClientSession session = tracker.ToSession();
        var missing = new Dictionary<Guid, long>();
        foreach (AuditEntry entry in session.Unrecorded)
        {
            JsonNode said = JsonNode.Parse(entry.AdditionalMetadata.Text!)!;
            bool gap = string.Equals(entry.AuditableAction, AuditableActions.Gap, StringComparison.Ordinal);
            if (gap != !missing.ContainsKey(entry.CorrelationId!.Value))
            {
                return false;
            }

            missing[entry.CorrelationId.Value] = said[gap ? "missing" : "stillMissing"]!.GetValue<long>();
        }

        return missing.Values.Sum() == session.Missing
            && missing.Values.Count(left => left > 0) == session.OpenGaps
            && missing.Values.Count(left => left == 0) == session.FilledGaps
            && session.WaitedFor == 0
            && session.UntoldSince is null
            && session.Unrecorded.Select(entry => entry.EntryId).Distinct().Count() == session.Unrecorded.Count;
    });

    [Fact]
    public void Reading_the_log_again_changes_nothing() => Holds(steps =>
    {
        SessionTracker tracker = Run(steps);
        ClientSession before = tracker.ToSession();
        for (int i = 0; i < steps.Length; i++)
        {
            if (steps[i] > 0)
            {
                tracker.See(Of(i, steps[i]));
            }
        }

        return Same(before, tracker.ToSession());
    });

    [Fact]
    public void Being_kept_and_read_again_after_each_step_changes_nothing() => Holds(steps =>
        Same(
            Run(steps).ToSession(),
            Run(steps, tracker => new SessionTracker(WireFormat.Deserialize<ClientSession>(WireFormat.Serialize(tracker.ToSession())))).ToSession()));

    private static SessionTracker Run(long[] steps, Func<SessionTracker, SessionTracker>? between = null)
    {
        SessionTracker tracker = Seen();
        for (int i = 0; i < steps.Length; i++)
        {
            if (steps[i] == 0)
            {
                tracker.Tell(At(i), At(i));
            }
            else
            {
                tracker.See(Of(i, steps[i]));
            }

            tracker = between?.Invoke(tracker) ?? tracker;
        }

        return tracker;
    }

    private static bool Same(ClientSession one, ClientSession other) =>
        WireFormat.SerializeToText(one).Equals(WireFormat.SerializeToText(other), StringComparison.Ordinal);

    private static void Holds(Func<long[], bool> property) =>
        Prop.ForAll(Steps.ToArbitrary(), property).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));
}
