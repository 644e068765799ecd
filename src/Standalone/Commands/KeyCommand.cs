using System.Globalization;
using Auditor.AuditWriter.Access;

namespace Auditor.Standalone.Commands;

/// <summary>Makes, lists and revokes API keys. The text of a new key is the only line on standard output.</summary>
internal static class KeyCommand
{
    public static async Task<int> RunAsync(Arguments arguments)
    {
        string what = arguments.Required("'create', 'list' or 'revoke'");
        return what switch
        {
            "create" => await CreateAsync(arguments),
            "list" => await StoreCommand.RunAsync(arguments, async store => await ListAsync(new KeyDesk(store, TimeProvider.System))),
            "revoke" => await RevokeAsync(arguments),
            _ => throw new UsageException($"'key {what}' is not known; there are create, list and revoke."),
        };
    }

    private static async Task<int> CreateAsync(Arguments arguments)
    {
        string name = StoreCommand.Name(arguments);
        IReadOnlyList<string> roles = StoreCommand.Roles(arguments);
        TimeSpan? lifetime = Lifetime(arguments.Option("--expires"));
        return await StoreCommand.RunAsync(arguments, async store =>
        {
            (KeyView key, string text) = await new KeyDesk(store, TimeProvider.System).CreateAsync(name, roles, lifetime, StoreCommand.Operator, CancellationToken.None);
            await Console.Error.WriteLineAsync($"API key '{key.Name}' ({string.Join(", ", key.Roles)}), {Until(key)}. It is shown this once; keep it safe:");
            Console.WriteLine(text);
            return 0;
        });
    }

    private static async Task<int> RevokeAsync(Arguments arguments)
    {
        string keyId = arguments.Required("KEYID");
        return await StoreCommand.RunAsync(arguments, async store =>
        {
            if (await new KeyDesk(store, TimeProvider.System).RevokeAsync(keyId, StoreCommand.Operator, CancellationToken.None) is not { } key)
            {
                await Console.Error.WriteLineAsync($"auditor: there is no API key {keyId}; 'auditor key list' shows them.");
                return 1;
            }

            Console.WriteLine($"API key '{key.Name}' is revoked. Every service refuses it within half a minute.");
            return 0;
        });
    }

    private static async Task<int> ListAsync(KeyDesk desk)
    {
        foreach (KeyView key in await desk.ListAsync(CancellationToken.None))
        {
            string state = key.RevokedAt is { } revoked ? $"revoked {Day(revoked)} by {key.RevokedBy}" : Until(key);
            string used = key.LastUsedAt is { } last ? $"last used {Day(last)}" : "never used";
            Console.WriteLine($"{key.KeyId}  {key.Name}  {string.Join(",", key.Roles)}  made {Day(key.CreatedAt)} by {key.CreatedBy}, {state}, {used}");
        }

        return 0;
    }

    private static TimeSpan? Lifetime(string? expires)
    {
        if (expires == "never")
        {
            return null;
        }

        int days = AccessInput.UsualKeyDays;
        if (expires is not null && !int.TryParse(expires, NumberStyles.None, CultureInfo.InvariantCulture, out days))
        {
            throw new UsageException($"--expires is '{expires}'; expected is a number of days, or never.");
        }

        return AccessInput.DaysProblem(days) is { } problem ? throw new UsageException("--expires " + problem) : TimeSpan.FromDays(days);
    }

    private static string Until(KeyView key) => key.ExpiresAt is not { } end ? "never expires"
        : end <= TimeProvider.System.GetUtcNow() ? $"expired {Day(end)}"
        : $"expires {Day(end)}";

    private static string Day(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
