using Auditor.Contracts;
using Auditor.Hosting.Bus;
using Auditor.RuleService.Book;
using Auditor.Storage;
using Auditor.Wire;
using MassTransit;

namespace Auditor.RuleService.Consumers;

/// <summary>
/// Answers a plugin that asks which rules apply to its operator. A question is no fact: one that cannot be read, or that
/// says nowhere to answer to, is dropped; who asked will ask again.
/// </summary>
internal sealed partial class PolicyConsumer(RuleBookHolder rules, RuleBookRefresher refresher, TimeProvider time, ILogger<PolicyConsumer> logger)
    : IConsumer<ReceivedBody>
{
    public async Task Consume(ConsumeContext<ReceivedBody> context)
    {
        Actor asker;
        try
        {
            asker = Read(context.Message);
        }
        catch (WireException problem)
        {
            Log.Unreadable(logger, problem.Message);
            return;
        }

        await CatchUpAsync(context.CancellationToken);
        var book = rules.Current;
        var policy = new OperatorPolicy { Revision = book.Revision, Rules = book.PolicyFor(asker), IssuedAt = time.GetUtcNow() };
        if (!await context.AnswerAsync(policy))
        {
            Log.NowhereToAnswer(logger);
        }
    }

    private static Actor Read(ReceivedBody body)
    {
        Actor? actor = WireFormat.Deserialize<OperatorPolicyRequested>(body.Bytes.Span).Actor;
        return actor is null || (string.IsNullOrWhiteSpace(actor.Name) && string.IsNullOrWhiteSpace(actor.Id))
            ? throw new WireException("'actor' must have a 'name' or an 'id'.")
            : actor with { Roles = actor.Roles is null ? [] : [.. actor.Roles.Where(role => role is not null)] };
    }

    /// <summary>
    /// Plugins ask because another replica announced a change, perhaps before this one has looked. An answer with the older
    /// revision would leave them with it until the next change.
    /// </summary>
    private async Task CatchUpAsync(CancellationToken cancellation)
    {
        try
        {
            await refresher.RefreshAsync(cancellation);
        }
        catch (StoreUnavailableException)
        {
            // The refresher says so in the log and in the health; the last book goes on answering.
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 2021, Level = LogLevel.Warning, Message = "A policy request cannot be read and is dropped: {Problem}")]
        public static partial void Unreadable(ILogger logger, string problem);

        [LoggerMessage(EventId = 2022, Level = LogLevel.Warning, Message = "A policy request without reply_to is dropped")]
        public static partial void NowhereToAnswer(ILogger logger);
    }
}
