using System.Collections.Concurrent;

namespace Auditor.Ledger.Tests;

/// <summary>At least 100,000 random alterations, each of which the verifier must detect, and name where it can be named.</summary>
public sealed class MutationTests(ITestOutputHelper output)
{
    private const int Count = 110_000;

    [Fact]
    public void Every_alteration_is_detected_and_named()
    {
        int seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        MemoryLog[] small = [MemoryLog.Of(0), MemoryLog.Of(1), MemoryLog.Of(2), MemoryLog.Of(3), MemoryLog.Of(8), MemoryLog.Of(21), MemoryLog.Of(40, (3, 9), (15, 15))];
        MemoryLog[] large = [MemoryLog.Of(255), MemoryLog.Of(256), MemoryLog.Of(257), MemoryLog.Of(600), MemoryLog.Of(600, (0, 5), (250, 300))];
        Assert.All([.. small, .. large], log => Assert.Equal(VerificationOutcome.Proven, Verify(log, earlier: log.Note).Outcome));

        var wrong = new ConcurrentBag<string>();
        var seen = new ConcurrentDictionary<string, int>();
        Parallel.For(0, 100, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, part =>
        {
            var random = new Random(seed + part);
            var alterations = new Alterations(random);
            for (int i = 0; i < Count / 100; i++)
            {
                MemoryLog[] logs = random.Next(10) == 0 ? large : small;
                MemoryLog log = logs[random.Next(logs.Length)];
                Alteration alteration = alterations.Next(log);
                seen.AddOrUpdate(alteration.Name.Split(' ', ':')[0] + " " + alteration.Kinds[0], 1, (_, count) => count + 1);
                if (Problem(alteration, Verify(alteration.Log, alteration.Earlier)) is { } problem)
                {
                    wrong.Add($"{log.Entries.Count} entries, {alteration.Name}: {problem}");
                }
            }
        });

        output.WriteLine(string.Join("\n", seen.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Value,7} {pair.Key}")));
        Assert.True(wrong.IsEmpty, $"seed {seed}: {wrong.Count} wrong\n" + string.Join("\n", wrong.Order(StringComparer.Ordinal).Take(30)));
        Assert.True(seen.Values.Sum() >= 100_000);
    }

    private static VerificationReport Verify(MemoryLog log, byte[]? earlier)
    {
        var options = new VerificationOptions { Threads = 1, Earlier = earlier is null ? [] : [earlier] };
        return new LogVerifier(MemoryLog.Key.Verifier, options).VerifyAsync(log, CancellationToken.None).GetAwaiter().GetResult();
    }

    private static string? Problem(Alteration alteration, VerificationReport report)
    {
        if (report.Outcome != VerificationOutcome.NotProven)
        {
            return $"outcome {report.Outcome}";
        }

        // Without its declaration, which is the last entry here, an erasure is a removal, and stands before it.
        LogFault first = report.Faults[0].Kind == FaultKind.Removed && report.Faults[^1].Position == alteration.Position ? report.Faults[^1] : report.Faults[0];
        if (!alteration.Kinds.Contains(first.Kind))
        {
            return $"named {first.Kind}: {first.Message}";
        }

        return alteration.Position is not { } position || (first.Position <= position && position <= (first.LastPosition ?? first.Position))
            ? null
            : $"expected position {position}, named {first.Position} to {first.LastPosition}: {first.Message}";
    }
}
