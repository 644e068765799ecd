namespace Auditor.Storage;

/// <summary>Where in the log a new subscription begins.</summary>
public static class SubscriptionStarts
{
    /// <summary>With the next entry.</summary>
    public const string Now = "NOW";

    /// <summary>With the first entry of the log.</summary>
    public const string Beginning = "BEGINNING";

    public static IReadOnlyList<string> All { get; } = [Now, Beginning];
}
