using Auditor.AuditWriter.Completeness;
using Auditor.AuditWriter.Entries;
using Auditor.Contracts;
using Auditor.Storage;
using Microsoft.Extensions.Options;

namespace Auditor.AuditWriter.Tests.Completeness;

/// <summary>A real store, a clock that is set by hand, and a follower that can be started anew at any time.</summary>
internal sealed class FollowedLog : IAsyncDisposable
{
    private readonly string _folder;
    private readonly SqliteAuditLog _log;
    private readonly SqliteLedgerStore _ledger;
    private LogFollower _follower;

    private FollowedLog(SqliteAuditLog log, string folder)
    {
        _folder = folder;
        _log = log;
        _ledger = SqliteLedgerStore.Of(log);
        Sessions = SqliteClientSessionStore.Of(log);
        _follower = NewFollower();
    }

    public SetClock Clock { get; } = new();

    public SqliteClientSessionStore Sessions { get; }

    /// <summary>False: activities cannot come in.</summary>
    public bool Hears { get; set; } = true;

    /// <summary>What becomes of an announcement; throws where the bus is to fail.</summary>
    public Action<AuditEntry> OnAnnounce { get; set; } = _ => { };

    public List<AuditEntry> Announced { get; } = [];

    public static async Task<FollowedLog> OpenAsync()
    {
        string folder = Directory.CreateTempSubdirectory("auditor-completeness-").FullName;
        return new FollowedLog(await SqliteAuditLog.OpenAsync(Path.Combine(folder, "audit-log.db"), CancellationToken.None), folder);
    }

    public LogFollower NewFollower() => new(
        _ledger,
        Sessions,
        async (entry, cancellation) => (await _log.AppendAsync([entry with { AppendedAt = Clock.Now }], cancellation))[0].Entry,
        (entry, _) =>
        {
            OnAnnounce(entry);
            Announced.Add(entry);
            return Task.CompletedTask;
        },
        Options.Create(new CompletenessOptions()),
        Clock);

    /// <summary>As if the process had ended and another had begun.</summary>
    public void Restart() => _follower = NewFollower();

    public static AuditEntry Entry(Guid session, long number, string kind = ActivityKinds.PlaybackEntered, string workstation = "WS-7") =>
        EntryOfActivity.Create(new ActivityDecided
        {
            Activity = new ActivityObserved
            {
                ActivityId = Guid.CreateVersion7(),
                Kind = kind,
                ClientSessionId = session,
                SequenceNumber = number,
                ObservedAt = Sightings.Noon,
                Actor = new Actor { Name = "mkoch", Workstation = workstation },
                Site = new SiteRef { Name = "Harbour" },
            },
            AcceptedAt = Sightings.Noon,
        });

    public async Task AppendAsync(params AuditEntry[] entries) =>
        await _log.AppendAsync([.. entries.Select(entry => entry with { AppendedAt = Clock.Now })], CancellationToken.None);

    public Task AppendAsync(Guid session, params long[] numbers) => AppendAsync([.. numbers.Select(number => Entry(session, number))]);

    /// <summary>Gives everything that waits its position.</summary>
    public async Task SequenceAsync()
    {
        SequencerLease lease = (await _ledger.TakeLeaseAsync("test", Clock.Now, TimeSpan.FromDays(1), CancellationToken.None))!;
        while (await _ledger.ListUnsequencedAsync(1000, CancellationToken.None) is { Count: > 0 } waiting)
        {
            await _ledger.AddLeavesAsync(lease, await _ledger.CountLeavesAsync(CancellationToken.None), [.. waiting.Select(entry => entry.EntryId)], CancellationToken.None);
        }
    }

    /// <summary>Sequences and follows until there is nothing more to do at this moment.</summary>
    public async Task FollowAsync()
    {
        await SequenceAsync();
        await FollowOnlyAsync();
    }

    public async Task FollowOnlyAsync()
    {
        while (await _follower.FollowAsync(Hears, CancellationToken.None))
        {
            // More to do at once.
        }
    }

    /// <summary>Follows once a second, as the service does, for so long.</summary>
    public async Task LetPassAsync(int seconds)
    {
        for (int i = 0; i < seconds; i++)
        {
            Clock.Now += TimeSpan.FromSeconds(1);
            await FollowAsync();
        }
    }

    /// <summary>What the log says about clients, oldest first: action and name up to the session's id.</summary>
    public async Task<string[]> ToldAsync()
    {
        AuditPage page = await _log.QueryAsync(new AuditQuery(new AuditFilter { Resource = AuditableResources.Client }, 1000, OldestFirst: true), CancellationToken.None);
        return [.. page.Entries
            .Where(entry => entry.Actor.Type.Equals(ActorTypes.Service, StringComparison.Ordinal))
            .Select(entry => $"{entry.AuditableAction} {entry.ResourceName.Split(" of ")[0].Split(' ')[^1]}")];
    }

    public async ValueTask DisposeAsync()
    {
        await _log.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    internal sealed class SetClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = Sightings.Noon;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
