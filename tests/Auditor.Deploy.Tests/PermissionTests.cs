using Auditor.Contracts;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;

namespace Auditor.Deploy.Tests;

/// <summary>What the matrix does not show: queues that the broker names, ways round a permission, tenants, passwords.</summary>
public sealed class PermissionTests(DeployedBroker broker)
{
    /// <summary>AMQP's RESOURCE_LOCKED: another connection's exclusive queue.</summary>
    private const int Locked = 405;

    [Fact]
    public async Task A_client_hears_of_rules_by_a_queue_of_its_own_that_no_other_client_can_touch()
    {
        await using IConnection connection = await broker.ConnectAsync(Roles.Client.User);
        await using IConnection other = await broker.ConnectAsync(Roles.Client.User);
        await using IChannel channel = await connection.CreateChannelAsync();

        string queue = (await channel.QueueDeclareAsync("", durable: false, exclusive: true, autoDelete: true)).QueueName;
        await channel.QueueBindAsync(queue, Exchanges.Rules, "#");
        await channel.BasicConsumeAsync(queue, autoAck: true, new AsyncEventingBasicConsumer(channel));

        Assert.Equal(Locked, await Attempt.CodeAsync(other, stranger => stranger.BasicGetAsync(queue, autoAck: true)));
        Assert.Equal(Locked, await Attempt.CodeAsync(other, stranger => stranger.QueueBindAsync(queue, Exchanges.Rules, "#")));
        Assert.Equal(Locked, await Attempt.CodeAsync(other, stranger => stranger.QueueDeleteAsync(queue)));
        foreach (string exchange in (string[])[Exchanges.Activities, Exchanges.Decisions, Exchanges.Appended, Exchanges.Policy, Exchanges.Access, Exchanges.Entries])
        {
            Assert.Equal(Attempt.Refused, await Attempt.CodeAsync(connection, trying => trying.QueueBindAsync(queue, exchange, "#")));
        }
    }

    [Theory]
    [InlineData("auditor-client", "")]
    [InlineData("auditor-event-server-Harbour", Roles.HarbourQueue)]
    [InlineData("subscriber-siem", Roles.SiemQueue)]
    public async Task A_queue_of_ones_own_is_no_way_to_publish_elsewhere(string user, string queue)
    {
        await using IConnection connection = await broker.ConnectAsync(user);
        await using IConnection administrator = await broker.ConnectAsync(DeployedBroker.Administrator);
        await Attempt.CodeAsync(administrator, channel => channel.QueueDeleteAsync(queue));
        foreach (string elsewhere in (string[])["", Exchanges.Decisions, Exchanges.Changes, Exchanges.Access, Exchanges.DeadLetters])
        {
            // A message that nobody takes in time goes on to the dead-letter exchange, by the broker's own hand.
            var arguments = new Dictionary<string, object?> { ["x-dead-letter-exchange"] = elsewhere, ["x-dead-letter-routing-key"] = Queues.Decisions, ["x-message-ttl"] = 0 };
            Assert.Equal(Attempt.Refused, await Attempt.CodeAsync(connection, channel => channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false, arguments)));
        }
    }

    [Fact]
    public async Task An_exchange_of_ones_own_is_no_way_to_publish_elsewhere()
    {
        await using IConnection connection = await broker.ConnectAsync(Roles.Subscriber.User);
        var arguments = new Dictionary<string, object?> { ["alternate-exchange"] = Exchanges.Decisions };

        Assert.Equal(Attempt.Refused, await Attempt.CodeAsync(connection, channel => channel.ExchangeDeclareAsync("subscriber-siem.out", "topic", arguments: arguments)));
        Assert.Equal(Attempt.Refused, await Attempt.CodeAsync(connection, channel => channel.ExchangeBindAsync(Exchanges.Decisions, Exchanges.Entries, "#")));
    }

    [Theory]
    [InlineData("auditor-client", Exchanges.Appended, Exchanges.Activities)]
    [InlineData("auditor-client", Exchanges.Rules, Exchanges.Decisions)]
    [InlineData("auditor-event-server-Harbour", Exchanges.Appended, Exchanges.Changes)]
    [InlineData("rule-service", Exchanges.Activities, Exchanges.Decisions)]
    [InlineData("notifier", Exchanges.Appended, Exchanges.Entries)]
    public async Task What_one_may_not_hear_or_may_not_say_is_not_led_round(string user, string source, string destination)
    {
        await using IConnection connection = await broker.ConnectAsync(user);

        Assert.Equal(Attempt.Refused, await Attempt.CodeAsync(connection, channel => channel.ExchangeBindAsync(destination, source, "#")));
    }

    [Fact]
    public async Task A_tenant_s_subscriber_binds_to_its_own_tenant_alone()
    {
        await using IConnection connection = await broker.ConnectAsync("subscriber-north");
        await using IConnection administrator = await broker.ConnectAsync(DeployedBroker.Administrator);
        await Attempt.CodeAsync(administrator, channel => channel.QueueDeleteAsync(Roles.NorthQueue));
        await using IChannel channel = await connection.CreateChannelAsync();
        await channel.QueueDeclareAsync(Roles.NorthQueue, durable: true, exclusive: false, autoDelete: false);

        Assert.Null(await Attempt.CodeAsync(connection, trying => trying.QueueBindAsync(Roles.NorthQueue, Exchanges.Entries, "north.EXPORT.*")));
        Assert.Null(await Attempt.CodeAsync(connection, trying => trying.QueueBindAsync(Roles.NorthQueue, Exchanges.Entries, "north.#")));
        foreach (string key in (string[])["#", "*.EXPORT.*", "south.EXPORT.*", "northern.#", "#.north", ""])
        {
            Assert.Equal(Attempt.Refused, await Attempt.CodeAsync(connection, trying => trying.QueueBindAsync(Roles.NorthQueue, Exchanges.Entries, key)));
        }

        // Nor by an exchange between.
        await channel.ExchangeDeclareAsync("subscriber-north.between", "topic");
        Assert.Equal(Attempt.Refused, await Attempt.CodeAsync(connection, trying => trying.ExchangeBindAsync("subscriber-north.between", Exchanges.Entries, "#")));

        // Others go through everything that the broker has.
        await channel.ExchangeDeleteAsync("subscriber-north.between");
        await channel.QueueDeleteAsync(Roles.NorthQueue);
    }

    [Fact]
    public async Task Nobody_impersonates_and_nobody_administers()
    {
        string users = await broker.ControlAsync("list_users", "--no-table-headers");

        string[] tagged = [.. users.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t')).Where(user => user[1] != "[]").Select(user => $"{user[0]} {user[1]}")];
        Assert.Equal(["monitoring [monitoring]"], tagged);
    }

    [Fact]
    public async Task There_is_no_guest_no_usual_virtual_host_and_no_password_that_is_not_ours()
    {
        Assert.DoesNotContain("guest", await broker.ControlAsync("list_users"), StringComparison.Ordinal);
        Assert.Equal(DeployedBroker.VirtualHost, (await broker.ControlAsync("list_vhosts", "--no-table-headers", "name")).Trim());
        await AssertRefusedAsync("guest", "guest");
        foreach (Role role in Roles.All)
        {
            await AssertRefusedAsync(role.User, role.User);
            await AssertRefusedAsync(role.User, "guest");
            await AssertRefusedAsync(role.User, "");
        }
    }

    [Fact]
    public async Task Every_password_is_another_and_every_hash_has_a_salt_of_its_own()
    {
        string folder = Directory.CreateTempSubdirectory("auditor-definitions-").FullName;
        string first = await DeployedBroker.RunAsync("deploy/rabbitmq/definitions.sh", "--secrets", folder);
        string second = await DeployedBroker.RunAsync("deploy/rabbitmq/definitions.sh", "--secrets", folder);

        string[] passwords = [.. Directory.GetFiles(folder).Select(File.ReadAllText)];
        Assert.Equal(passwords.Length, passwords.Distinct().Count());
        Assert.All(passwords, password => Assert.True(password.Trim().Length >= 32));
        Assert.All(Directory.GetFiles(folder), file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file)));
        Assert.NotEqual(first, second);
        Assert.DoesNotContain("\"password_hash\": \"\"", first, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("--site", "a.b")]
    [InlineData("--site", "")]
    [InlineData("--subscriber", "Siem")]
    [InlineData("--subscriber", "siem=.*")]
    [InlineData("--vhost", "a b")]
    [InlineData("--password", "x")]
    public async Task What_would_become_part_of_a_permission_is_looked_at(string option, string value)
    {
        string folder = Directory.CreateTempSubdirectory("auditor-definitions-").FullName;

        (int exitCode, string output, string problem) = await DeployedBroker.TryRunAsync("deploy/rabbitmq/definitions.sh", "--secrets", folder, option, value);

        Assert.Equal((2, ""), (exitCode, output));
        Assert.Contains(option, problem, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_password_that_is_too_weak_is_refused()
    {
        string folder = Directory.CreateTempSubdirectory("auditor-definitions-").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "notifier.password"), "guest\n", TestContext.Current.CancellationToken);

        (int exitCode, _, string problem) = await DeployedBroker.TryRunAsync("deploy/rabbitmq/definitions.sh", "--secrets", folder);

        Assert.NotEqual(0, exitCode);
        Assert.Contains("notifier.password", problem, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    private async Task AssertRefusedAsync(string user, string password)
    {
        var factory = new ConnectionFactory { HostName = "127.0.0.1", Port = broker.Port, VirtualHost = DeployedBroker.VirtualHost, UserName = user, Password = password };
        BrokerUnreachableException problem = await Assert.ThrowsAsync<BrokerUnreachableException>(() => factory.CreateConnectionAsync());
        Assert.IsType<AuthenticationFailureException>(problem.InnerException);
    }
}
