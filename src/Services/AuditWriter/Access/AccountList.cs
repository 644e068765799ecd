namespace Auditor.AuditWriter.Access;

/// <summary>All accounts, by name.</summary>
public sealed record AccountList(IReadOnlyList<AccountView> Accounts);
