using Auditor.Storage;

namespace Auditor.AuditWriter.Access;

/// <summary>An account as it is shown: without its password's hash.</summary>
public sealed record AccountView
{
    public Guid AccountId { get; init; }

    public string Name { get; init; } = "";

    public string DisplayName { get; init; } = "";

    public IReadOnlyList<string> Roles { get; init; } = [];

    /// <summary>False: only a sign-in link lets in.</summary>
    public bool HasPassword { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? DisabledAt { get; init; }

    internal static AccountView Of(Account account) => new()
    {
        AccountId = account.AccountId,
        Name = account.Name,
        DisplayName = account.DisplayName,
        Roles = account.Roles,
        HasPassword = account.PasswordHash is not null,
        CreatedAt = account.CreatedAt,
        DisabledAt = account.DisabledAt,
    };
}
