namespace Auditor.Plugin.Core.Editing;

/// <summary>Where RuleService is, and the key that this Windows user has for it. No record, so that the key is never part of a text.</summary>
public sealed class RuleServiceAccess(Uri address, string apiKey)
{
    public Uri Address { get; } = address;

    public string ApiKey { get; } = apiKey;
}
