using Auditor.Contracts;
using RabbitMQ.Client;

namespace Auditor.Deploy.Tests;

/// <summary>What somebody changed on the broker shows.</summary>
public sealed class CheckTests(DeployedBroker broker)
{
    [Fact]
    public async Task A_binding_that_a_client_made_between_exchanges_is_shown_and_queues_of_their_own_are_not()
    {
        await using IConnection client = await broker.ConnectAsync(Roles.Client.User);
        await using IConnection subscriber = await broker.ConnectAsync(Roles.Subscriber.User);
        await using IChannel channel = await subscriber.CreateChannelAsync();
        await channel.QueueDeclareAsync("subscriber-siem.own", durable: true, exclusive: false, autoDelete: false);
        await channel.QueueBindAsync("subscriber-siem.own", Exchanges.Entries, "#");
        string before = await DifferencesAsync();

        // Known and not to be prevented: it may publish to the one, and read from the other (decision 0027).
        Assert.Null(await Attempt.CodeAsync(client, trying => trying.ExchangeBindAsync(Exchanges.Activities, Exchanges.Rules, "#")));
        string after = await DifferencesAsync();
        Assert.Null(await Attempt.CodeAsync(client, trying => trying.ExchangeUnbindAsync(Exchanges.Activities, Exchanges.Rules, "#")));

        // The tests' own user, and nothing else.
        Assert.All(before.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.Contains(DeployedBroker.Administrator, line, StringComparison.Ordinal));
        string added = Assert.Single(after.Split('\n').Except(before.Split('\n')));
        Assert.StartsWith("+ bindings", added, StringComparison.Ordinal);
        Assert.Contains(Exchanges.Rules, added, StringComparison.Ordinal);
        await channel.QueueDeleteAsync("subscriber-siem.own");
    }

    private async Task<string> DifferencesAsync()
    {
        string export = await broker.ControlAsync("export_definitions", "-");
        (_, string differences, string problem) = await DeployedBroker.TryRunWithAsync("deploy/rabbitmq/check.sh", export, broker.Definitions);
        Assert.Equal("", problem);
        return differences;
    }
}
