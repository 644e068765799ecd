using Auditor.AuditWriter.Access;
using Auditor.Contracts;

namespace Auditor.Standalone.Commands;

/// <summary>Prints a link that signs in once.</summary>
internal static class AccessCommand
{
    public static async Task<int> RunAsync(Arguments arguments)
    {
        string what = arguments.Required("'link'");
        if (what != "link")
        {
            throw new UsageException($"'access {what}' is not known; there is link.");
        }

        string url = arguments.Option("--url") ?? "http://127.0.0.1:5080";
        if (!Uri.TryCreate(url, UriKind.Absolute, out Uri? address) || address.Scheme is not ("http" or "https"))
        {
            throw new UsageException($"--url is '{url}'; expected is an address like http://127.0.0.1:5080.");
        }

        return await StoreCommand.RunAsync(arguments, async store =>
        {
            using var passwords = new Passwords();
            Console.WriteLine(await LinkAsync(StoreCommand.SignIns(store, passwords), address, StoreCommand.Operator));
            return 0;
        });
    }

    /// <summary>A line with a new link, or one that says why there is none.</summary>
    public static async Task<string> LinkAsync(SignInDesk desk, Uri address, Actor by) =>
        await desk.CreateLinkAsync(by, CancellationToken.None) is { } token
            ? $"Sign in (once, within {(int)SignInDesk.LinkLifetime.TotalMinutes} minutes): {new Uri(address, "/sign-in")}#{token}"
            : "No sign-in link: the account 'local' is disabled.";
}
