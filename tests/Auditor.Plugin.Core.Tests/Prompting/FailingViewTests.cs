using Auditor.Contracts;
using Auditor.Plugin.Core.Prompting;
using Auditor.Plugin.Core.Tests.Fakes;
using Auditor.Plugin.Core.Tracking;
using static Auditor.Plugin.Core.Tests.Fakes.TrackedClient;

namespace Auditor.Plugin.Core.Tests.Prompting;

/// <summary>A window that fails loses no question.</summary>
public sealed class FailingViewTests : IDisposable
{
    private readonly TrackedClient _client = new();

    public void Dispose() => _client.Dispose();

    [Theory]
    [InlineData("throws")]
    [InlineData("faults")]
    [InlineData("taken away")]
    [InlineData("no reply")]
    public void A_view_that_fails_is_asked_once_more(string how)
    {
        _client.Policies.Set(Rule("Everywhere"));
        _client.View.Instead = () =>
        {
            _client.View.Instead = null;
            return Fail(how);
        };
        _client.Enter(Lobby);

        Assert.Equal(2, _client.View.Asked.Count);
        _client.View.Answer("theft");
        Assert.Single(_client.All(ActivityKinds.ReasonGiven));
        Assert.Single(_client.Log.Errors);
    }

    [Fact]
    public void A_view_that_fails_twice_leaves_the_question_unanswered_and_the_operator_in_live()
    {
        _client.Policies.Set(Rule("Everywhere"));
        _client.View.Instead = () => throw new InvalidOperationException("No window today.");
        _client.Enter(Lobby);

        Assert.Single(_client.All(ActivityKinds.ReasonExpired));
        Assert.Equal(["live main"], _client.Commands.Told);
        Assert.Equal(0, _client.Tracker.Faults);
    }

    [Fact]
    public void A_window_that_does_not_go_away_never_gets_a_second_one_beside_it_and_no_question_stays_open()
    {
        _client.Policies.Set(Rule("Everywhere"));
        _client.View.IsStuck = true;
        _client.Enter(Lobby);
        _client.Tracker.IndependentPlayback("v1", Windows.Main, Vault, true, null);
        _client.Time.Advance(TimeSpan.FromMinutes(10));
        Assert.Single(_client.View.Asked);
        _client.Time.Advance(TimeSpan.FromMinutes(10));

        Assert.Single(_client.View.Asked);
        Assert.Equal(2, _client.All(ActivityKinds.ReasonExpired).Count);
        Assert.False(_client.View.TwoAtOnce);
    }

    private static Task<PromptReply> Fail(string how) => how switch
    {
        "throws" => throw new InvalidOperationException("No window today."),
        "faults" => Task.FromException<PromptReply>(new InvalidOperationException("The window died.")),
        "taken away" => Task.FromCanceled<PromptReply>(new CancellationToken(true)),
        _ => Task.FromResult<PromptReply>(null!),
    };
}
