using Auditor.Plugin.Core.Clients;
using Auditor.Plugin.Core.Spooling;
using Auditor.Plugin.Core.Tests.Fakes;

namespace Auditor.Plugin.Core.Tests.Clients;

public sealed class SpoolNoticesTests : IOperatorNotices, IDisposable
{
    private readonly SetTime _time = new();
    private readonly HeldSpool _spool = new();
    private readonly List<string> _said = [];
    private readonly SpoolNotices _notices;

    public SpoolNoticesTests() => _notices = new SpoolNotices(_spool, this, _time, new KeptLog());

    void IOperatorNotices.Show(string text, bool urgent) => _said.Add($"{(urgent ? "urgent" : "calm")}: {text}");

    void IOperatorNotices.Clear() => _said.Add("clear");

    public void Dispose() => _notices.Dispose();

    [Fact]
    public void Nothing_is_said_of_what_waits_less_than_a_minute()
    {
        Waits(1, TimeSpan.FromSeconds(30));
        _time.Advance(TimeSpan.FromSeconds(20));
        Waits(0, null);
        _time.Advance(TimeSpan.FromMinutes(10));

        Assert.Empty(_said);
    }

    [Fact]
    public void A_spool_that_waits_is_told_calmly_once_and_cleared_when_it_is_empty()
    {
        Waits(1, TimeSpan.Zero);
        _time.Advance(TimeSpan.FromMinutes(5));
        Waits(200, TimeSpan.FromMinutes(6));
        Waits(0, null);

        Assert.Equal(["calm: " + SpoolNotices.Waits, "clear"], _said);
    }

    [Fact]
    public void It_becomes_urgent_when_half_of_the_time_is_over()
    {
        Waits(5, TimeSpan.FromDays(3.4));
        _time.Advance(TimeSpan.FromDays(0.2));

        Assert.Equal(["calm: " + SpoolNotices.Waits, "urgent: " + SpoolNotices.WaitsForDays], _said);
    }

    [Fact]
    public void It_becomes_urgent_when_half_of_the_space_is_in_use()
    {
        Waits(500, TimeSpan.FromSeconds(1));
        Assert.Empty(_said);
        Waits(501, TimeSpan.FromSeconds(1));

        Assert.Equal(["urgent: " + SpoolNotices.IsFilling], _said);
    }

    [Fact]
    public void A_disk_that_fails_is_urgent_and_said_in_its_own_words()
    {
        _spool.Status = new SpoolStatus(0, null, 1000, "The disk is full.");

        Assert.Equal(["urgent: Audit records cannot be kept on this computer. Please tell your administrator now: The disk is full."], _said);
        _notices.Dispose();
        _spool.Status = new SpoolStatus(0, null, 1000, "The disk is gone.");
        Assert.Equal("clear", _said[^1]);
    }

    private void Waits(long count, TimeSpan? age) => _spool.Status = new SpoolStatus(count, age is { } old ? _time.GetUtcNow() - old : null, 1000, null);
}
