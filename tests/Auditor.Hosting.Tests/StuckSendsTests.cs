using Auditor.Hosting.Bus;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;

namespace Auditor.Hosting.Tests;

/// <summary>A host whose sends hang for good although the broker is there ends itself; any other trouble is no reason to.</summary>
public sealed class StuckSendsTests : IDisposable
{
    private readonly HandTurnedTime _time = new();
    private readonly ApplicationLifetime _host = new(NullLogger<ApplicationLifetime>.Instance);
    private readonly StuckSends _sends;

    public StuckSendsTests() => _sends = new StuckSends(bus: null!, _host, _time, NullLogger<StuckSends>.Instance);

    private bool IsEnding => _host.ApplicationStopping.IsCancellationRequested;

    [Fact]
    public void Failures_for_a_while_without_a_success_end_the_host()
    {
        FailFor(seconds: 30);
        Assert.False(IsEnding);

        FailFor(seconds: 2);
        Assert.True(IsEnding);
        Assert.True(_sends.Ended);
    }

    [Fact]
    public void One_success_among_them_is_enough()
    {
        FailFor(seconds: 25);
        _sends.Note(problem: null);
        FailFor(seconds: 25);

        Assert.False(IsEnding);
    }

    [Fact]
    public void While_the_broker_is_away_failures_say_nothing()
    {
        FailFor(seconds: 25);
        _sends.Look(brokerIsThere: false);
        FailFor(seconds: 25);

        Assert.False(IsEnding);
    }

    [Fact]
    public void One_failure_long_ago_says_nothing()
    {
        _sends.Note(new OperationCanceledException());
        _time.Pass(TimeSpan.FromHours(1));
        _sends.Look(brokerIsThere: true);

        Assert.False(IsEnding);
    }

    [Fact]
    public void A_refusal_is_an_answer()
    {
        for (int second = 0; second < 100; second++)
        {
            _sends.Note(new InvalidOperationException("No such exchange."));
            _time.Pass(TimeSpan.FromSeconds(1));
            _sends.Look(brokerIsThere: true);
        }

        Assert.False(IsEnding);
    }

    public void Dispose() => _sends.Dispose();

    private void FailFor(int seconds)
    {
        for (int second = 0; second < seconds; second++)
        {
            _sends.Note(new OperationCanceledException());
            _time.Pass(TimeSpan.FromSeconds(1));
            _sends.Look(brokerIsThere: true);
        }
    }

    private sealed class HandTurnedTime : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _ticks;

        public void Pass(TimeSpan time) => _ticks += time.Ticks;
    }
}
