using Auditor.Contracts;
using Auditor.Plugin.Core.Clients;
using Auditor.Plugin.Core.Spooling;
using Auditor.Plugin.Core.Tests.Fakes;

namespace Auditor.Plugin.Core.Tests.Clients;

public sealed class ClientHeartbeatTests
{
    private readonly SetTime _time = new();
    private readonly HeldSpool _spool = new();
    private readonly KeptLog _log = new();

    [Fact]
    public void A_client_reports_every_minute_what_waits_and_how_far_its_clock_is_off()
    {
        TimeSpan? offset = null;
        using var heartbeat = new ClientHeartbeat(new ClientIdentity(), _spool, () => offset, _time, _log);
        Assert.Empty(_spool.Activities);
        _time.Advance(TimeSpan.FromMinutes(1));
        offset = TimeSpan.FromMilliseconds(-1500.4);
        _spool.Status = new SpoolStatus(17, null, 1000, null);
        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal([ActivityKinds.ClientHeartbeat, ActivityKinds.ClientHeartbeat], _spool.Activities.Select(beat => beat.Kind));
        Assert.Equal(new ClientHealth { SpoolDepth = 0 }, _spool.Activities[0].Client);
        Assert.Equal(new ClientHealth { SpoolDepth = 17, ClockOffsetMilliseconds = -1500 }, _spool.Activities[1].Client);
    }

    [Fact]
    public void A_beat_that_fails_is_followed_by_the_next_and_none_comes_after_the_end()
    {
        bool fails = true;
        var heartbeat = new ClientHeartbeat(
            new ClientIdentity(), _spool, () => fails ? throw new InvalidOperationException("No clock.") : null, _time, _log);
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Single(_log.Errors);
        fails = false;
        _time.Advance(TimeSpan.FromMinutes(1));
        heartbeat.Dispose();
        _time.Advance(TimeSpan.FromMinutes(5));

        Assert.Single(_spool.Activities);
        Assert.Equal(0, _time.Waiting);
    }
}
