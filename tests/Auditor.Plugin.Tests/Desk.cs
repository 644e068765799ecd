using Auditor.Plugin.Core;
using Auditor.Plugin.SmartClient;
using Auditor.XProtectSimulator;

namespace Auditor.Plugin.Tests;

/// <summary>An operator at a simulated Smart Client that runs the plugin's own adapters, and what they tell.</summary>
internal sealed class Desk : IAsyncDisposable
{
    public static readonly SimulatedGroup Outside = new(new Guid("11111111-0000-4000-8000-000000000001"), "Outside");

    private readonly List<ClientSetup> _setups = [];
    private int _failures;

    public Desk(Hostility? hostility = null, SmartClientOptions? options = null, SimulatedSite? site = null, string user = @"CORP\anna")
    {
        Site = site ?? new SimulatedSite("Harbour", hostility: hostility, time: Time);
        if (Site.Cameras.Count == 0)
        {
            Site.AddCamera("Lobby");
            Site.AddCamera("Gate", null, Outside);
            Site.AddCamera("Vault");
        }

        var operators = new SimulatedRole(new Guid("22222222-0000-4000-8000-000000000001"), "Operators");
        Operator = Site.AddUser(new SimulatedUser { Name = user, Sid = "S-1-5-21-1-2-3-" + user.Length, Roles = [operators] });
        Plugin = new SmartClientAuditing(Parts);
        Client = new SimulatedSmartClient(Site, Operator, new SmartClientPlugins { Background = [Plugin], Exports = Plugin.NewExport }, options);
    }

    public ManualTime Time { get; } = ManualTime.Start();

    public SimulatedSite Site { get; }

    public SimulatedUser Operator { get; }

    public SmartClientAuditing Plugin { get; }

    public SimulatedSmartClient Client { get; }

    public RecordedSignals Signals { get; } = new();

    public IReadOnlyList<ClientSetup> Setups
    {
        get
        {
            lock (_setups)
            {
                return [.. _setups];
            }
        }
    }

    public int Ended { get; private set; }

    /// <summary>The next so many sessions cannot start.</summary>
    public void FailStarts(int times) => Volatile.Write(ref _failures, times);

    public async Task<Desk> LogInAsync()
    {
        await Client.LogInAsync();
        // The session starts beside the user interface.
        await Until.TrueAsync(() => Plugin.Runs);
        return this;
    }

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        Assert.Empty(Client.Problems);
    }

    private SmartClientParts Parts() => new()
    {
        Connect = _ => new ClientConnection(new NoLink(), default),
        Prompt = new SilentPrompt(),
        Protection = new NoProtection(),
        Folder = Path.GetTempPath(),
        Time = Time,
        Start = setup =>
        {
            if (Interlocked.Decrement(ref _failures) >= 0)
            {
                throw new IOException("The disk is not there.");
            }

            lock (_setups)
            {
                _setups.Add(setup);
            }

            return new RunningClient(Signals, new Ending(this));
        },
    };

    private sealed class Ending(Desk desk) : IDisposable
    {
        public void Dispose() => desk.Ended++;
    }
}
