namespace Auditor.WebConsole.Administration;

/// <summary>All accounts.</summary>
public sealed record AccountLines(IReadOnlyList<Account> Accounts);
