using Auditor.AuditWriter.Access;
using Auditor.Contracts;
using Auditor.Hosting;
using Auditor.Hosting.Access;
using Auditor.Storage;
using Microsoft.Extensions.Options;

namespace Auditor.Standalone.Commands;

/// <summary>
/// A command that works on the store of keys and accounts itself, beside a service or without one. Who may write that store may do
/// this; what it did stands in the log as soon as AuditWriter runs.
/// </summary>
internal static class StoreCommand
{
    /// <param name="arguments">Takes <c>--data</c> and settings, and nothing may be left.</param>
    /// <param name="work">Returns the exit code.</param>
    public static async Task<int> RunAsync(Arguments arguments, Func<IAccessStore, Task<int>> work)
    {
        string? folder = arguments.Option("--data");
        string[] settings = arguments.Settings();
        arguments.Finish();
        try
        {
            // From the same places as the services, so that it finds the store that they use.
            WebApplicationBuilder configured = ServiceHost.CreateBuilder(settings, "http://127.0.0.1:0");
            if (folder is not null)
            {
                configured.Configuration[Stores.FolderKey] = folder;
            }

            IAccessStore store = await AccessStores.OpenAsync(configured.Configuration, CancellationToken.None);
            try
            {
                return await work(store);
            }
            finally
            {
                await ((IAsyncDisposable)store).DisposeAsync();
            }
        }
        catch (Exception problem) when (ServiceHost.Explain(problem) is { } explanation)
        {
            await Console.Error.WriteLineAsync("auditor: " + explanation);
            return 1;
        }
    }

    /// <summary>Who runs the command, as the operating system says.</summary>
    public static Actor Operator { get; } = new() { Type = ActorTypes.User, Name = Environment.UserName, Workstation = Environment.MachineName };

    /// <exception cref="UsageException">A role does not exist.</exception>
    public static IReadOnlyList<string> Roles(Arguments arguments)
    {
        string[] roles = (arguments.Option("--role") ?? throw new UsageException("--role is missing; there are " + string.Join(", ", AccessRoles.All) + "."))
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return AccessInput.RolesProblem(roles) is { } problem ? throw new UsageException("--role " + problem) : roles;
    }

    /// <exception cref="UsageException">It is missing or not a name.</exception>
    public static string Name(Arguments arguments)
    {
        string? name = arguments.Option("--name");
        return AccessInput.NameProblem(name) is { } problem ? throw new UsageException("--name " + problem) : name!;
    }

    public static SignInDesk SignIns(IAccessStore store, Passwords passwords) => new(store, passwords, Options.Create(new AccessOptions()), TimeProvider.System);
}
