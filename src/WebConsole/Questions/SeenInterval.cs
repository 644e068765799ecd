namespace Auditor.WebConsole.Questions;

/// <summary>A stretch of recordings that one person saw or took of one camera, of however many entries. Times are UTC.</summary>
public sealed record SeenInterval
{
    /// <summary>Start, in recording time; null when it is not known.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>End, in recording time; null when it is not known.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Taken away, else looked at.</summary>
    public bool Exported { get; init; }

    /// <summary>An export of which no end is in the log.</summary>
    public bool Unfinished { get; init; }

    /// <summary>Different reasons, in the order in which they were given; empty when there is none.</summary>
    public IReadOnlyList<string> Reasons { get; init; } = [];

    /// <summary>What became of questions that were not answered: <c>declined to answer</c>, <c>no answer in time</c>.</summary>
    public IReadOnlyList<string> Refusals { get; init; } = [];

    /// <summary>When the first of its entries occurred.</summary>
    public DateTimeOffset First { get; init; }

    /// <summary>When the last of its entries occurred.</summary>
    public DateTimeOffset Last { get; init; }

    /// <summary>How many entries it is made of.</summary>
    public int Entries { get; init; } = 1;

    /// <summary>Zero when an end is not known.</summary>
    public TimeSpan Length => To - From ?? TimeSpan.Zero;
}
