using System.Text.Json.Serialization;

namespace Auditor.AuditWriter.Retention;

/// <summary>A legal hold to place.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record HoldRequest
{
    private const int LongestName = 200;
    private const int LongestReason = 1000;

    public string? Name { get; init; }

    public string? Reason { get; init; }

    /// <summary>Which entries; <c>{}</c> holds all.</summary>
    public HoldFilter? Filter { get; init; }

    /// <summary>UTC; absent: until it is released.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    internal IEnumerable<(string Field, string Message)> Check(DateTimeOffset now)
    {
        if (Name?.Trim() is not { Length: > 0 and <= LongestName })
        {
            yield return ("name", $"Give it a name, in 1 to {LongestName} characters.");
        }

        if (Reason?.Trim() is not { Length: > 0 and <= LongestReason })
        {
            yield return ("reason", $"Say why, in 1 to {LongestReason} characters.");
        }

        if (ExpiresAt <= now)
        {
            yield return ("expiresAt", "It must lie in the future, or be left out.");
        }

        if (Filter is null)
        {
            yield return ("filter", "Say which entries; {} holds all.");
            yield break;
        }

        foreach ((string, string) problem in Filter.Check())
        {
            yield return problem;
        }
    }
}
