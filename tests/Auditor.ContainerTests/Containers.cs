using Testcontainers.MongoDb;
using Testcontainers.RabbitMq;

namespace Auditor.ContainerTests;

/// <summary>One MongoDB and one RabbitMQ for all tests; each test has a database or a virtual host's queues of its own.</summary>
public sealed class Containers : IAsyncLifetime
{
    // The same as deploy/compose runs.
    private readonly MongoDbContainer _mongodb = new MongoDbBuilder().WithImage("mongo:8.0").Build();
    private readonly RabbitMqContainer _rabbitmq = new RabbitMqBuilder().WithImage("rabbitmq:4.1").WithUsername("auditor-test").WithPassword(Guid.NewGuid().ToString("n")).Build();

    public string MongoDb => _mongodb.GetConnectionString();

    public string RabbitMq => _rabbitmq.GetConnectionString();

    public async ValueTask InitializeAsync()
    {
        await Task.WhenAll(_mongodb.StartAsync(), _rabbitmq.StartAsync());
        // Where the contracts of the MongoDB stores look for their server.
        Environment.SetEnvironmentVariable("AUDITOR_MONGODB", MongoDb);
    }

    public async ValueTask DisposeAsync()
    {
        await _rabbitmq.DisposeAsync();
        await _mongodb.DisposeAsync();
    }
}
