using Auditor.AuditWriter.Access;

namespace Auditor.Standalone.Commands;

/// <summary>Makes accounts and sets passwords. A password comes from the keyboard or standard input, never from the command line.</summary>
internal static class AccountCommand
{
    public static async Task<int> RunAsync(Arguments arguments)
    {
        string what = arguments.Required("'create' or 'set-password'");
        return what switch
        {
            "create" => await CreateAsync(arguments),
            "set-password" => await SetPasswordAsync(arguments),
            _ => throw new UsageException($"'account {what}' is not known; there are create and set-password."),
        };
    }

    private static async Task<int> CreateAsync(Arguments arguments)
    {
        string name = StoreCommand.Name(arguments);
        IReadOnlyList<string> roles = StoreCommand.Roles(arguments);
        string? displayName = arguments.Option("--display-name");
        return await StoreCommand.RunAsync(arguments, async store =>
        {
            if (await ReadPasswordAsync() is not { } password)
            {
                return 1;
            }

            using var passwords = new Passwords();
            var desk = new AccountDesk(store, passwords, TimeProvider.System);
            if (await desk.CreateAsync(name, displayName, roles, password, StoreCommand.Operator, CancellationToken.None) is null)
            {
                await Console.Error.WriteLineAsync($"auditor: there is an account '{name}' already.");
                return 1;
            }

            Console.WriteLine($"Account '{name}' ({string.Join(", ", roles)}) is made. Sign in at /sign-in.");
            return 0;
        });
    }

    private static async Task<int> SetPasswordAsync(Arguments arguments)
    {
        string name = arguments.Required("NAME");
        return await StoreCommand.RunAsync(arguments, async store =>
        {
            if (await store.FindAccountAsync(name, CancellationToken.None) is not { } account)
            {
                await Console.Error.WriteLineAsync($"auditor: there is no account '{name}'.");
                return 1;
            }

            if (await ReadPasswordAsync() is not { } password)
            {
                return 1;
            }

            using var passwords = new Passwords();
            await new AccountDesk(store, passwords, TimeProvider.System).SetPasswordAsync(account.AccountId, password, StoreCommand.Operator, CancellationToken.None);
            Console.WriteLine($"The password of '{account.Name}' is set; its sessions are over.");
            return 0;
        });
    }

    /// <summary>Null when it is no password; that has been said.</summary>
    private static async Task<string?> ReadPasswordAsync()
    {
        string? password;
        if (Console.IsInputRedirected)
        {
            password = await Console.In.ReadLineAsync();
        }
        else
        {
            password = Prompt("Password: ");
            if (password != Prompt("Again: "))
            {
                await Console.Error.WriteLineAsync("auditor: the two are not the same.");
                return null;
            }
        }

        if (AccessInput.PasswordProblem(password) is { } problem)
        {
            await Console.Error.WriteLineAsync("auditor: the password " + problem);
            return null;
        }

        return password;
    }

    private static string Prompt(string text)
    {
        Console.Error.Write(text);
        var typed = new System.Text.StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key == ConsoleKey.Backspace)
            {
                typed.Length = Math.Max(0, typed.Length - 1);
            }
            else if (key.KeyChar != '\0')
            {
                typed.Append(key.KeyChar);
            }
        }

        Console.Error.WriteLine();
        return typed.ToString();
    }
}
