namespace Auditor.WebConsole.Deliveries;

/// <summary>Which entries a subscription is about; an empty list restricts nothing.</summary>
public sealed record SubscriptionFilter
{
    public IReadOnlyList<string> Resources { get; init; } = [];

    public IReadOnlyList<string> Actions { get; init; } = [];

    public IReadOnlyList<Guid> Rules { get; init; } = [];

    public IReadOnlyList<string> Actors { get; init; } = [];

    public IReadOnlyList<string> Cameras { get; init; } = [];

    public IReadOnlyList<string> Results { get; init; } = [];

    public IReadOnlyList<string> Tenants { get; init; } = [];

    public IReadOnlyList<string> Channels { get; init; } = [];

    /// <summary>In words.</summary>
    public string Words
    {
        get
        {
            string[] parts =
            [
                .. Part("", Resources.Select(Log.EntryWords.Resource)), .. Part("", Actions.Select(Log.EntryWords.Sentence)), .. Part("by ", Actors), .. Part("camera ", Cameras),
                .. Part("", Results.Select(Log.EntryWords.Sentence)), .. Part("tenant ", Tenants), .. Part("channel ", Channels),
                .. Rules.Count > 0 ? (string[])[Log.Quantity.Of(Rules.Count, "rule", "rules")] : [],
            ];
            return parts.Length == 0 ? "every entry" : string.Join("; ", parts);
        }
    }

    private static string[] Part(string before, IEnumerable<string> values) => string.Join(", ", values) is { Length: > 0 } joined ? [before + joined] : [];
}
