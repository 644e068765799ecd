using System.Text.Json.Nodes;
using Auditor.Contracts;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Auditor.Deploy.Tests;

/// <summary>Every role tries everything with every exchange and queue, on a real broker: what it may is done, everything else refused.</summary>
public sealed class PermissionMatrixTests(DeployedBroker broker)
{
    private static readonly string[] Standard = ["", "amq.direct", "amq.fanout", "amq.headers", "amq.match", "amq.topic"];
    private static readonly Dictionary<string, object?> EventServerArguments = new() { ["x-queue-type"] = "quorum", ["x-delivery-limit"] = int.MaxValue };

    public static TheoryData<string> Users => [.. Roles.All.Select(role => role.User)];

    [Theory]
    [MemberData(nameof(Users))]
    public async Task A_role_publishes_where_it_may_and_nowhere_else(string user)
    {
        Role role = RoleOf(user);
        await using IConnection connection = await broker.ConnectAsync(user);

        string[] done = await WhereAsync(connection, await ExchangesAsync(), (channel, exchange) => channel.BasicPublishAsync(exchange, "key", Array.Empty<byte>()).AsTask());

        Assert.Equal(role.Publishes.Order(), done.Order());
    }

    [Theory]
    [MemberData(nameof(Users))]
    public async Task A_role_reads_its_own_queues_alone(string user)
    {
        Role role = RoleOf(user);
        await DeclareOwnedAsync();
        await using IConnection connection = await broker.ConnectAsync(user);
        string[] queues = await QueuesAsync();

        Assert.Equal(role.Reads.Order(), (await WhereAsync(connection, queues, (channel, queue) => channel.BasicGetAsync(queue, autoAck: false))).Order());
        Assert.Equal(role.Reads.Order(), (await WhereAsync(connection, queues, (channel, queue) => channel.BasicConsumeAsync(queue, autoAck: false, new AsyncEventingBasicConsumer(channel)))).Order());
        Assert.Equal(role.Reads.Order(), (await WhereAsync(connection, queues, (channel, queue) => channel.QueuePurgeAsync(queue))).Order());
    }

    [Theory]
    [MemberData(nameof(Users))]
    public async Task A_role_declares_and_deletes_its_own_alone(string user)
    {
        Role role = RoleOf(user);
        await DeclareOwnedAsync();
        await using IConnection connection = await broker.ConnectAsync(user);
        string[] queues = await QueuesAsync();
        string[] exchanges = [.. (await ExchangesAsync()).Except(Standard)];

        Assert.Equal(role.Owns.Order(), (await WhereAsync(connection, queues, (channel, queue) => channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false, EventServerArguments))).Order());
        Assert.Empty(await WhereAsync(connection, exchanges, (channel, exchange) => channel.ExchangeDeclareAsync(exchange, "topic", durable: true)));
        Assert.Empty(await WhereAsync(connection, exchanges, (channel, exchange) => channel.ExchangeDeleteAsync(exchange)));
        Assert.Empty(await WhereAsync(connection, ["auditor.new", "new", "auditor.event-server", "auditor.event-server.a.b.appended", "subscriber-", "subscriber-siem", "subscriber-siem-x.y"],
            (channel, queue) => channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false, EventServerArguments)));
        Assert.Equal(role.Owns.Order(), (await WhereAsync(connection, queues, (channel, queue) => channel.QueueDeleteAsync(queue))).Order());
    }

    [Theory]
    [MemberData(nameof(Users))]
    public async Task A_role_binds_its_own_queues_to_what_it_may_hear(string user)
    {
        Role role = RoleOf(user);
        await DeclareOwnedAsync();
        await using IConnection connection = await broker.ConnectAsync(user);
        string[] exchanges = [.. (await ExchangesAsync()).Except([""])];
        foreach (string queue in await QueuesAsync())
        {
            string[] heard = role.Owns.Contains(queue) ? role.Hears : [];
            // Of others' queues one exchange of each kind is enough: it is the queue that is refused.
            string[] tried = role.Owns.Contains(queue) ? exchanges : [Exchanges.Appended, Exchanges.Entries, Exchanges.Rules];
            Assert.Equal(heard.Order(), (await WhereAsync(connection, tried, (channel, exchange) => channel.QueueBindAsync(queue, exchange, "a.b.c"))).Order());
            Assert.Equal(heard.Order(), (await WhereAsync(connection, tried, (channel, exchange) => channel.QueueUnbindAsync(queue, exchange, "a.b.c"))).Order());
        }
    }

    [Theory]
    [MemberData(nameof(Users))]
    public async Task A_role_publishes_under_its_own_name_alone(string user)
    {
        await using IConnection connection = await broker.ConnectAsync(user);
        foreach (string exchange in RoleOf(user).Publishes)
        {
            Assert.Null(await Attempt.CodeAsync(connection, channel => PublishAsAsync(channel, exchange, user)));
            foreach (string other in (string[])[.. Roles.All.Select(role => role.User).Except([user]), "guest", DeployedBroker.Administrator, user + "x"])
            {
                Assert.Equal(Attempt.PreconditionFailed, await Attempt.CodeAsync(connection, channel => PublishAsAsync(channel, exchange, other)));
            }
        }
    }

    private static Task PublishAsAsync(IChannel channel, string exchange, string user) =>
        channel.BasicPublishAsync(exchange, "key", mandatory: false, new BasicProperties { UserId = user }, ReadOnlyMemory<byte>.Empty).AsTask();

    private static Role RoleOf(string user) => Roles.All.Single(role => role.User == user);

    /// <summary>Those with which it could be done. Whatever is refused for another reason than permission fails the test.</summary>
    private static async Task<string[]> WhereAsync(IConnection connection, IEnumerable<string> names, Func<IChannel, string, Task> act)
    {
        var done = new List<string>();
        foreach (string name in names)
        {
            switch (await Attempt.CodeAsync(connection, channel => act(channel, name)))
            {
                case null: done.Add(name); break;
                case Attempt.Refused: break;
                case int other: Assert.Fail($"'{name}' was answered with {other}."); break;
            }
        }

        return [.. done];
    }

    /// <summary>The queues of roles that make their own, whatever an earlier test did to them.</summary>
    private async Task DeclareOwnedAsync()
    {
        await using IConnection connection = await broker.ConnectAsync(DeployedBroker.Administrator);
        await using IChannel channel = await connection.CreateChannelAsync();
        foreach (string queue in (string[])[Roles.HarbourQueue, Roles.QuayQueue, Roles.SiemQueue, Roles.NorthQueue])
        {
            // With whatever arguments somebody made it.
            await channel.QueueDeleteAsync(queue);
            await channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false, EventServerArguments);
        }
    }

    private async Task<string[]> ExchangesAsync() => [.. await NamesAsync("list_exchanges")];

    private async Task<string[]> QueuesAsync() => [.. await NamesAsync("list_queues")];

    private async Task<IEnumerable<string>> NamesAsync(string command) =>
        JsonNode.Parse(await broker.ControlAsync(command, "-p", DeployedBroker.VirtualHost, "name", "--formatter", "json"))!.AsArray().Select(item => item!["name"]!.GetValue<string>());
}
