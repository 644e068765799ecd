using System.Collections.Concurrent;
using System.Text;
using Auditor.Contracts;
using Auditor.Wire;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Auditor.RuleService.Tests;

/// <summary>A plugin speaks AMQP without MassTransit: it gets its answer where and under the id that it said.</summary>
public sealed class PlainAnswerTests
{
    [Theory]
    [InlineData("amq.rabbitmq.reply-to", "any text, ä #1")]
    [InlineData("amq.rabbitmq.reply-to", "3fa85f64-5717-4562-b3fc-2c963f66afa6")]
    [InlineData("amq.rabbitmq.reply-to", null)]
    [InlineData("plugin.own-queue", "own-7")]
    public async Task A_plain_AMQP_client_gets_its_answer(string replyTo, string? correlationId)
    {
        string? broker = Environment.GetEnvironmentVariable("AUDITOR_TEST_RABBITMQ");
        Assert.SkipWhen(broker is null, "AUDITOR_TEST_RABBITMQ is not set: ./test.sh starts a broker.");
        await using RuleHost host = await RuleHost.StartAsync(broker: broker);
        await host.CreateAsync(Some.Rule());
        await using IConnection connection = await new ConnectionFactory { Uri = new Uri(broker!) }.CreateConnectionAsync();
        await using IChannel channel = await connection.CreateChannelAsync();
        var answers = new ConcurrentQueue<(string? CorrelationId, string Body)>();
        await ListenAsync(channel, replyTo, answers);

        var properties = new BasicProperties { ReplyTo = replyTo, CorrelationId = correlationId, MessageId = "no guid either" };
        byte[] question = WireFormat.Serialize(new OperatorPolicyRequested { Actor = Some.Anna });
        await channel.BasicPublishAsync(Exchanges.Policy, "request", mandatory: true, properties, question);

        await Eventually.TrueAsync(() => Task.FromResult(!answers.IsEmpty));
        (string? answeredId, string body) = Assert.Single(answers);
        Assert.Equal(correlationId, answeredId);
        Assert.Single(WireFormat.Deserialize<OperatorPolicy>(body).Rules);
    }

    private static async Task ListenAsync(IChannel channel, string queue, ConcurrentQueue<(string? CorrelationId, string Body)> answers)
    {
        if (!queue.StartsWith("amq.", StringComparison.Ordinal))
        {
            await channel.QueueDeclareAsync(queue, durable: false, exclusive: true, autoDelete: true);
        }

        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, answer) =>
        {
            answers.Enqueue((answer.BasicProperties.CorrelationId, Encoding.UTF8.GetString(answer.Body.Span)));
            return Task.CompletedTask;
        };
        await channel.BasicConsumeAsync(queue, autoAck: true, consumer);
    }
}
