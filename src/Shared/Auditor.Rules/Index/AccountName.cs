namespace Auditor.Rules;

/// <summary>Names as accounts are signed in with: <c>jsmith</c>, <c>CORP\jsmith</c>, <c>jsmith@corp.example</c>.</summary>
internal static class AccountName
{
    /// <summary>
    /// The name without its domain; null when it has none. A backslash goes before an at sign: in
    /// <c>[BASIC]\jo@corp.example</c> the name is <c>jo@corp.example</c>.
    /// </summary>
    public static string? WithoutDomain(string? name)
    {
        if (name is null)
        {
            return null;
        }

        int backslash = name.IndexOf('\\');
        if (backslash >= 0)
        {
            return name.Substring(backslash + 1);
        }

        int at = name.LastIndexOf('@');
        return at > 0 ? name.Substring(0, at) : null;
    }
}
