using System.Diagnostics;
using System.Globalization;
using Auditor.Contracts;
using Auditor.Rules;
using Auditor.Rules.Tests;

namespace Auditor.Benchmarks;

/// <summary>
/// What deciding costs by the index, and by a straight scan of the same rules for the same activities in the same run.
/// Each decision is timed by itself, reading the clock included. Each activity is copied, texts and all, right before it
/// is decided, because that is how a consumer has it: just off the wire.
/// </summary>
internal static class MatchingBenchmark
{
    private const int ActivityCount = 200_000;
    private const int WarmUps = 3;
    private static readonly double NanosecondsPerTick = 1e9 / Stopwatch.Frequency;

    // A scan takes a hundred times as long; a part of the same activities tells as much of it.
    private const int ScannedCount = 2_000;

    public static void Run()
    {
        var fleet = new Fleet();
        ActivityObserved[] activities = fleet.Activities(ActivityCount);
        ActivityObserved[] crowded = fleet.CrowdedActivities(ActivityCount / 10);
        ActivityObserved[] scanned = activities[..ScannedCount];
        var naive = new NaiveRuleBook(fleet.Rules, 1);

        Print("rules 10,000, users 5,000, cameras 20,000");
        double cold = Compile(fleet);
        double[] compiles = [.. Enumerable.Range(0, 5).Select(_ => Compile(fleet))];
        Print($"compile    first {cold,8:N1} ms   then median {compiles.Order().ElementAt(2),8:N1} ms");

        var book = RuleBook.Compile([.. fleet.Rules], 1);
        for (int i = 0; i < WarmUps; i++)
        {
            _ = Time(book.Decide, activities);
        }

        GC.Collect();
        double[] index = Time(book.Decide, activities);
        double[] again = Time(book.Decide, activities, again: true);
        double[] worst = Time(book.Decide, crowded);
        double[] sameByIndex = Time(book.Decide, scanned);
        _ = Time(naive.Decide, scanned[..200]);
        double[] scan = Time(naive.Decide, scanned);

        PrintMatches("all users", book, activities);
        PrintMatches("crowded", book, crowded);
        Print("");
        Print("                        p50 ns        p99 ns        max ns");
        Row($"index, {activities.Length:N0}", index);
        Row("index, again", again);
        Row("index, crowded", worst);
        Row($"index, {scanned.Length:N0}", sameByIndex);
        Row($"scan,  {scanned.Length:N0}", scan);
        Print($"{"scan / index",-18}{At(scan, 0.5) / At(sameByIndex, 0.5),12:N0} x{At(scan, 0.99) / At(sameByIndex, 0.99),12:N0} x");
    }

    private static void PrintMatches(string name, RuleBook book, ActivityObserved[] activities)
    {
        int[] matches = [.. activities.Select(activity => book.Decide(activity).Matches.Count).Order()];
        Print($"matches    {name,-10} none {matches.Count(count => count == 0) * 100.0 / matches.Length:N0} %, median {At(matches, 0.5)}, p99 {At(matches, 0.99)}, max {matches[^1]}");
    }

    private static double Compile(Fleet fleet)
    {
        AuditRule[] rules = [.. fleet.Rules];
        long start = Stopwatch.GetTimestamp();
        _ = RuleBook.Compile(rules, 1);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    /// <summary>Nanoseconds of each call, ascending.</summary>
    /// <param name="decide">What is measured.</param>
    /// <param name="activities">One call each.</param>
    /// <param name="again">Times a second call with the same activity: the work alone, without waiting for the memory that the first call finds cold.</param>
    private static double[] Time(Func<ActivityObserved, Decision> decide, ActivityObserved[] activities, bool again = false)
    {
        var times = new double[activities.Length];
        for (int i = 0; i < activities.Length; i++)
        {
            ActivityObserved activity = Copy(activities[i]);
            if (again)
            {
                _ = decide(activity);
            }

            long start = Stopwatch.GetTimestamp();
            _ = decide(activity);
            times[i] = (Stopwatch.GetTimestamp() - start) * NanosecondsPerTick;
        }

        Array.Sort(times);
        return times;
    }

    private static ActivityObserved Copy(ActivityObserved activity) => activity with
    {
        Actor = activity.Actor with
        {
            Id = Copy(activity.Actor.Id),
            Name = Copy(activity.Actor.Name)!,
            Roles = [.. activity.Actor.Roles.Select(role => new RoleRef { Id = Copy(role.Id), Name = Copy(role.Name) })],
        },
        Cameras = [.. activity.Cameras.Select(camera => camera with { Id = Copy(camera.Id)!, Groups = [.. camera.Groups.Select(group => Copy(group)!)] })],
    };

    private static string? Copy(string? text) => text is null ? null : new string(text.AsSpan());

    private static T At<T>(T[] ascending, double share) => ascending[Math.Min((int)(ascending.Length * share), ascending.Length - 1)];

    private static void Row(string name, double[] times) =>
        Print($"{name,-18}{At(times, 0.5),12:N0}  {At(times, 0.99),12:N0}  {times[^1],12:N0}");

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    private static void Print(string line) => Console.WriteLine(line);
}
