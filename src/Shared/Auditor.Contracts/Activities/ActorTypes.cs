namespace Auditor.Contracts;

/// <summary>The types of actor.</summary>
public static class ActorTypes
{
    public const string User = "USER";
    public const string ApiKey = "API_KEY";
    public const string Service = "SERVICE";

    public static IReadOnlyList<string> All { get; } = [User, ApiKey, Service];
}
