using System.Net;
using System.Text.Json.Nodes;
using Auditor.Contracts;

namespace Auditor.EndToEnd.Tests;

/// <summary>A question that nobody answers in time is no fact: it is dropped, and nobody has to look after it.</summary>
public sealed class UnansweredQuestionTests
{
    [Fact]
    public async Task Who_asks_while_the_writer_is_away_leaves_no_failed_append()
    {
        await using WholeWay way = await WholeWay.StartAsync();
        await way.Writer.KillAsync();
        await way.Writer.DisposeAsync();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await way.Rules.StatusAsync("/api/rules"));
        // It expires on its queue, and the broker hands it to the dead letters.
        await Wait.UntilAsync("expired", async () => (await way.Broker.QueuesAsync()).GetValueOrDefault(Queues.DeadLetters) == 1, () => way.Rules.Output);
        await way.StartWriterAsync();

        await Wait.UntilAsync("taken", async () => (await way.Broker.QueuesAsync()).GetValueOrDefault(Queues.DeadLetters) == 0, () => way.Writer.Output);
        JsonNode failures = JsonNode.Parse(await way.Writer.Http.GetStringAsync("/api/audit/failed-appends"))!;
        Assert.Empty(failures["failures"]!.AsArray());
    }

    [Fact]
    public async Task An_answer_that_comes_too_late_leaves_nothing_on_the_broker()
    {
        await using WholeWay way = await WholeWay.StartAsync();
        // Of a key that is good the answer is remembered; of another's it is asked every time.
        DirectoryInfo another = Directory.CreateTempSubdirectory("auditor-another-");
        way.Rules.Use(await ServiceProcess.MakeKeyAsync(another.FullName));
        another.Delete(recursive: true);
        Assert.Equal(HttpStatusCode.Unauthorized, await way.Rules.StatusAsync("/api/rules"));

        await way.Writer.PauseAsync();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await way.Rules.StatusAsync("/api/rules"));
        await way.Writer.ResumeAsync();

        // Answers come in the order of the questions: when this one is here, the late one was.
        await Wait.UntilAsync("answered", async () => await way.Rules.StatusAsync("/api/rules") == HttpStatusCode.Unauthorized, () => way.Rules.Output);
        Assert.DoesNotContain((await way.Broker.QueuesAsync()).Keys, queue => !queue.StartsWith("auditor.", StringComparison.Ordinal));
    }
}
