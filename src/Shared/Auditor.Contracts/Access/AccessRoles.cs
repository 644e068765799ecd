namespace Auditor.Contracts;

/// <summary>The roles of those who use Auditor itself. Holding one does not mean holding another; an account may hold several.</summary>
public static class AccessRoles
{
    /// <summary>Changes rules, keys, accounts, retention; looks after failed appends. Does not read the log by it.</summary>
    public const string Administrator = "administrator";

    /// <summary>Reads, exports and verifies the log, and reads the rules.</summary>
    public const string Auditor = "auditor";

    /// <summary>Reports changes and does nothing else.</summary>
    public const string Reporter = "reporter";

    public static IReadOnlyList<string> All { get; } = [Administrator, Auditor, Reporter];
}
