using Auditor.Contracts;
using Auditor.Plugin.Core.Spooling;

namespace Auditor.Plugin.Core.Tests.Spooling;

public sealed class EndedWhileAskingTests
{
    private static readonly DateTimeOffset Noon = new(2026, 5, 4, 12, 0, 0, TimeSpan.Zero);
    private readonly EndedWhileAsking _asking = new();
    private long _sequence;

    [Theory]
    [InlineData(ActivityKinds.ReasonGiven)]
    [InlineData(ActivityKinds.ReasonDeclined)]
    [InlineData(ActivityKinds.ReasonExpired)]
    public void A_question_that_was_answered_does_not_expire(string answer)
    {
        Guid question = Guid.NewGuid();
        Take(ActivityKinds.ExportEntered, question, prompted: true);
        Take(answer, question);

        Assert.Empty(_asking.Expiries(0));
    }

    [Fact]
    public void What_was_not_asked_does_not_expire()
    {
        Take(ActivityKinds.PlaybackEntered, Guid.NewGuid(), prompted: false);
        Take(ActivityKinds.PlaybackEntered, Guid.NewGuid());
        Take(ActivityKinds.ExportStarted, Guid.NewGuid());

        Assert.Empty(_asking.Expiries(0));
    }

    [Fact]
    public void Several_open_questions_expire_in_their_order_with_the_next_numbers_at_the_last_sign_of_life()
    {
        Guid first = Guid.NewGuid();
        Guid second = Guid.NewGuid();
        Take(ActivityKinds.PlaybackEntered, first, prompted: true);
        Take(ActivityKinds.IndependentPlaybackEnabled, second, prompted: true);
        Take(ActivityKinds.ClientHeartbeat, null);

        IReadOnlyList<ActivityObserved> expiries = _asking.Expiries(usedUpTo: 7);

        Assert.Equal(
            [(8L, (Guid?)first, ActivityKinds.PlaybackEntered), (9L, second, ActivityKinds.IndependentPlaybackEnabled)],
            expiries.Select(each => (each.SequenceNumber, each.CorrelationId, each.About!)));
        Assert.All(expiries, each => Assert.Equal(Noon.AddMinutes(3), each.ObservedAt));
        Assert.Equal(2, expiries.Select(each => each.ActivityId).Distinct().Count());
    }

    [Fact]
    public void Reading_again_from_an_earlier_point_changes_nothing()
    {
        Guid question = Guid.NewGuid();
        ActivityObserved asked = Take(ActivityKinds.PlaybackEntered, question, prompted: true);
        ActivityObserved answered = Take(ActivityKinds.ReasonGiven, question);
        _asking.Take(asked);
        _asking.Take(answered);

        Assert.Empty(_asking.Expiries(0));
    }

    private ActivityObserved Take(string kind, Guid? correlation, bool? prompted = null)
    {
        var activity = new ActivityObserved
        {
            ActivityId = Guid.NewGuid(),
            Kind = kind,
            SequenceNumber = ++_sequence,
            ObservedAt = Noon.AddMinutes(_sequence),
            CorrelationId = correlation,
            Prompted = prompted,
        };
        _asking.Take(activity);
        return activity;
    }
}
