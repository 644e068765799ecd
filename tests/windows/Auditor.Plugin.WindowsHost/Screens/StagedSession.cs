using Auditor.Contracts;
using Auditor.Plugin.Core.Policies;
using Auditor.Plugin.Core.Sending;
using Auditor.Plugin.Core.Spooling;
using Auditor.Rules;

namespace Auditor.Plugin.WindowsHost.Screens;

/// <summary>A client session that is what the test says, and sends nothing.</summary>
internal sealed class StagedSession : IOperatorPolicies, IActivitySpool, IBrokerLink
{
    private LinkStatus _link = new(false, DateTimeOffset.UnixEpoch, "", null);
    private SpoolStatus _spool = new(0, null, 1_000_000, null);

    private EventHandler? _linkChanged;
    private EventHandler? _spoolChanged;

    public event EventHandler? Changed;

    event EventHandler? IActivitySpool.StatusChanged
    {
        add => _spoolChanged += value;
        remove => _spoolChanged -= value;
    }

    event EventHandler? IBrokerLink.StatusChanged
    {
        add => _linkChanged += value;
        remove => _linkChanged -= value;
    }

    public RuleBook Book => throw new NotSupportedException();

    public bool Known => FetchedAt is not null;

    public IReadOnlyList<AuditRule> Rules { get; private set; } = [];

    public PolicyUnknown WhenUnknown => PolicyUnknown.FailClosed;

    public DateTimeOffset? FetchedAt { get; private set; }

    /// <summary>Who still listens to the session.</summary>
    public int Listeners => new[] { Changed, _linkChanged, _spoolChanged }.Sum(handlers => handlers?.GetInvocationList().Length ?? 0);

    SpoolStatus IActivitySpool.Status => _spool;

    LinkStatus IBrokerLink.Status => _link;

    public void Set(LinkStatus link)
    {
        _link = link;
        _linkChanged?.Invoke(this, EventArgs.Empty);
    }

    public void Set(SpoolStatus spool)
    {
        _spool = spool;
        _spoolChanged?.Invoke(this, EventArgs.Empty);
    }

    public void Set(IReadOnlyList<AuditRule> rules, DateTimeOffset? fetchedAt)
    {
        (Rules, FetchedAt) = (rules, fetchedAt);
        Changed?.Invoke(this, EventArgs.Empty);
    }

    public SpooledActivity Append(ActivityObserved activity) => throw new NotSupportedException();

    public Task SendAsync(BrokerMessage message, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<byte[]> AskAsync(BrokerMessage request, TimeSpan patience, CancellationToken cancellation) => throw new NotSupportedException();

    public IDisposable Listen(string exchange, string bindingKey, Action<byte[]> heard) => throw new NotSupportedException();

    public IDisposable Consume(string queue, string exchange, string bindingKey, Func<byte[], CancellationToken, Task> take) => throw new NotSupportedException();

    public void Dispose()
    {
    }
}
