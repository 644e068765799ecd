namespace Auditor.Contracts;

/// <summary>What somebody can show to be let in.</summary>
public static class CredentialKinds
{
    public const string Key = "KEY";
    public const string Session = "SESSION";
}
