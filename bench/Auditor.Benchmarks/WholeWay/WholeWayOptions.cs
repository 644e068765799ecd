namespace Auditor.Benchmarks;

/// <summary>What of the whole way is measured.</summary>
internal sealed record WholeWayOptions
{
    public int Messages { get; init; } = 60_000;

    /// <summary>Left out of each measurement: code that is still being compiled.</summary>
    public int WarmUp { get; init; } = 30_000;

    public int Rounds { get; init; } = 2;

    public int RuleServices { get; init; } = 1;

    public int AuditWriters { get; init; } = 1;

    /// <summary>Entries in the log before it begins.</summary>
    public int Entries { get; init; } = 10_000;

    public int Rules { get; init; } = 10;

    /// <summary>Activities that are published at once, to see what waits where; 0 for none.</summary>
    public int Backlog { get; init; }

    /// <summary>Whether latencies are measured at 25, 50 and 75 % of the most that goes through.</summary>
    public bool Latencies { get; init; }

    /// <summary>Whether bare hops are measured beside it.</summary>
    public bool Bare { get; init; } = true;

    public static WholeWayOptions Parse(string[] args)
    {
        var options = new WholeWayOptions();
        for (int i = 0; i + 1 < args.Length; i += 2)
        {
            int number = args[i + 1] is "yes" or "no" ? (args[i + 1] == "yes" ? 1 : 0) : int.Parse(args[i + 1]);
            options = args[i] switch
            {
                "--messages" => options with { Messages = number },
                "--warm-up" => options with { WarmUp = number },
                "--rounds" => options with { Rounds = number },
                "--rule-services" => options with { RuleServices = number },
                "--audit-writers" => options with { AuditWriters = number },
                "--entries" => options with { Entries = number },
                "--rules" => options with { Rules = number },
                "--backlog" => options with { Backlog = number },
                "--latencies" => options with { Latencies = number != 0 },
                "--bare" => options with { Bare = number != 0 },
                _ => throw new ArgumentException($"There is no option {args[i]}.", nameof(args)),
            };
        }

        return options;
    }
}
