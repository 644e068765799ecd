using Auditor.Contracts;
using Auditor.Plugin.Core.Clients;
using Auditor.Plugin.Core.Protection;
using Auditor.Plugin.Core.Sending;
using Auditor.Rules;
using Auditor.Wire;

namespace Auditor.Plugin.Core.Policies;

/// <summary>
/// Keeps the operator's policy: from the disk at the start, from RuleService at the start, every minute, when the rules have changed
/// and when the link is back. Everything slow happens on the thread pool; reading what is in use costs nothing.
/// </summary>
public sealed class PolicyKeeper : IOperatorPolicies, IDisposable
{
    /// <summary>How often RuleService is asked when nothing happens.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    /// <summary>How often while no policy is known and RuleService does not answer.</summary>
    public static readonly TimeSpan IntervalWhileUnknown = TimeSpan.FromSeconds(10);

    /// <summary>Over how long the clients of a site spread their questions after a change that all of them hear of at once.</summary>
    public static readonly TimeSpan Spread = TimeSpan.FromSeconds(5);

    private const string Where = "Policy";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan SavedAgainAfter = TimeSpan.FromHours(1);

    private readonly ClientIdentity _identity;
    private readonly IBrokerLink _link;
    private readonly PolicyCache _cache;
    private readonly TimeProvider _time;
    private readonly IPluginLog _log;
    private readonly Func<TimeSpan, TimeSpan> _within;
    private readonly CancellationTokenSource _ended = new();
    private readonly FetchSchedule _schedule;
    private IDisposable? _listening;
    private volatile PolicyInUse? _inUse;
    private DateTimeOffset _savedAt;
    private bool _heardOlder;
    private bool _failing;
    private long _clockOffsetTicks = long.MinValue;

    public PolicyKeeper(
        ClientIdentity identity, IBrokerLink link, ISecretProtection protection, string folder, PolicyUnknown whenUnknown, TimeProvider time, IPluginLog log)
        : this(identity, link, protection, folder, whenUnknown, time, log, new Spreading().Within)
    {
    }

    internal PolicyKeeper(
        ClientIdentity identity,
        IBrokerLink link,
        ISecretProtection protection,
        string folder,
        PolicyUnknown whenUnknown,
        TimeProvider time,
        IPluginLog log,
        Func<TimeSpan, TimeSpan> within)
    {
        _identity = identity;
        _link = link;
        _cache = new PolicyCache(folder, identity, protection, log);
        WhenUnknown = whenUnknown;
        _time = time;
        _log = log;
        _within = within;
        _schedule = new FetchSchedule(time, FetchAsync, log);
    }

    /// <inheritdoc/>
    public event EventHandler? Changed;

    /// <inheritdoc/>
    public RuleBook Book => _inUse?.Book ?? RuleBook.Empty;

    /// <inheritdoc/>
    public bool Known => _inUse is not null;

    /// <inheritdoc/>
    public IReadOnlyList<AuditRule> Rules => _inUse?.Policy.Rules ?? [];

    /// <inheritdoc/>
    public PolicyUnknown WhenUnknown { get; }

    /// <inheritdoc/>
    public DateTimeOffset? FetchedAt => _inUse?.FetchedAt;

    /// <summary>Ends when the policy on the disk has been looked at, whatever was found.</summary>
    public Task CacheRead { get; private set; } = Task.CompletedTask;

    /// <summary>This workstation's clock minus RuleService's; null while it never answered. Half the round trip is taken off.</summary>
    public TimeSpan? ClockOffset
    {
        get
        {
            long ticks = Interlocked.Read(ref _clockOffsetTicks);
            return ticks == long.MinValue ? null : TimeSpan.FromTicks(ticks);
        }
    }

    /// <summary>Returns at once.</summary>
    public void Start()
    {
        CacheRead = Task.Run(ReadCache);
        _link.StatusChanged += LinkChanged;
        _listening = _link.Listen(Exchanges.Rules, "#", _ => FetchSoon());
        _schedule.In(TimeSpan.Zero);
    }

    /// <summary>The link is not disposed.</summary>
    public void Dispose()
    {
        _link.StatusChanged -= LinkChanged;
        _listening?.Dispose();
        _schedule.Dispose();
        _ended.Cancel();
    }

    private void LinkChanged(object? sender, EventArgs e)
    {
        if (_link.Status.Connected)
        {
            FetchSoon();
        }
    }

    /// <summary>All clients of a site hear of a change, and of a broker that is back, in the same instant. One that knows nothing does not wait.</summary>
    private void FetchSoon() => _schedule.In(Known ? _within(Spread) : TimeSpan.Zero);

    private void ReadCache()
    {
        // What RuleService has said meanwhile is better than anything on the disk.
        if (_cache.Load() is { } cached && !Known)
        {
            try
            {
                var policy = PolicyInUse.Of(cached.Policy, cached.FetchedAt);
                if (Interlocked.CompareExchange(ref _inUse, policy, null) is null)
                {
                    TellOfChange();
                }
            }
            catch (Exception problem)
            {
                _log.Error(Where, "The policy on the disk cannot be used; the client goes on as if there were none.", problem);
            }
        }
    }

    /// <returns>When to ask again.</returns>
    private async Task<TimeSpan> FetchAsync()
    {
        try
        {
            DateTimeOffset asked = _time.GetUtcNow();
            var request = new BrokerMessage(
                Exchanges.Policy, "request", ActivityIds.New(asked), WireFormat.Serialize(new OperatorPolicyRequested { Actor = _identity.Actor }));
            byte[] body = await _link.AskAsync(request, Patience, _ended.Token).ConfigureAwait(false);
            DateTimeOffset answered = _time.GetUtcNow();
            OperatorPolicy policy = PolicyAnswer.Read(body);
            NoteOffset(asked, answered, policy.IssuedAt);
            bool taken = Take(policy, answered);
            _failing = false;
            return taken ? Interval : _within(Spread);
        }
        catch (Exception problem)
        {
            // Once, and not every minute of a night without a network.
            if (!_failing && !_ended.IsCancellationRequested)
            {
                _log.Error(Where, Known ? "The policy could not be fetched; the last one stays in use." : "The policy could not be fetched, and none is known.", problem);
            }

            _failing = true;
            return Known ? Interval : IntervalWhileUnknown;
        }
    }

    private void NoteOffset(DateTimeOffset asked, DateTimeOffset answered, DateTimeOffset issued)
    {
        TimeSpan trip = answered - asked;
        if (trip >= TimeSpan.Zero && trip <= Patience)
        {
            Interlocked.Exchange(ref _clockOffsetTicks, (asked - issued).Ticks + (trip.Ticks / 2));
        }
    }

    /// <returns>False when the answer is doubtful and RuleService is to be asked once more.</returns>
    private bool Take(OperatorPolicy policy, DateTimeOffset fetchedAt)
    {
        PolicyInUse? before = _inUse;
        bool isOlder = before is not null && policy.Revision < before.Policy.Revision;
        if (isOlder && !_heardOlder)
        {
            // One replica that lags says so once; a RuleService that was restored from a backup says so again.
            _heardOlder = true;
            return false;
        }

        _heardOlder = false;
        bool isSame = before is not null && IsSame(before.Policy, policy);
        _inUse = isSame ? before!.SeenAgain(fetchedAt) : PolicyInUse.Of(policy, fetchedAt);
        if (!isSame)
        {
            TellOfChange();
        }

        if ((!isSame || fetchedAt - _savedAt >= SavedAgainAfter) && _cache.Save(policy, fetchedAt))
        {
            _savedAt = fetchedAt;
        }

        return true;
    }

    private void TellOfChange()
    {
        try
        {
            Changed?.Invoke(this, EventArgs.Empty);
        }
        catch (Exception problem)
        {
            _log.Error(Where, "Somebody who follows the policy failed.", problem);
        }
    }

    private static bool IsSame(OperatorPolicy one, OperatorPolicy other) =>
        one.Revision == other.Revision && WireFormat.Serialize(one.Rules).AsSpan().SequenceEqual(WireFormat.Serialize(other.Rules));
}
