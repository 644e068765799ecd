using Auditor.Notifier.Destinations;
using Auditor.Notifier.Destinations.Feed;
using Auditor.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Auditor.Notifier.Tests.Feed;

/// <summary>Feeds as a Notifier has them, with settings of a test.</summary>
internal sealed class FeedHost : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    public FeedHost(string? broker, params (string Key, string Value)[] settings)
    {
        IConfiguration configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Append(("ConnectionStrings:rabbitmq", broker ?? "")).Select(setting => KeyValuePair.Create(setting.Item1, (string?)setting.Item2)))
            .Build();
        _services = new ServiceCollection().AddSingleton(configuration).AddFeed(configuration).BuildServiceProvider();
    }

    public FeedHost(Uri broker, params (string Key, string Value)[] settings)
        : this(broker.ToString(), settings)
    {
    }

    public IDestinationKind? Kind => _services.GetService<IDestinationKind>();

    public IDestination Open(string exchange = "auditor.entries", string format = BodyFormats.Entry) => Kind!.Open(
        new Subscription
        {
            Id = Sample.SubscriptionId,
            Destination = new Destination { Kind = DestinationKinds.Feed, Feed = new FeedSettings { Exchange = exchange, Format = format } },
        },
        []);

    public string Problems(FeedSettings settings, string? secret = null) => string.Join(
        '\n', Kind!.Check(new Destination { Kind = DestinationKinds.Feed, Feed = settings }, secret).Select(problem => $"{problem.Field}: {problem.Message}"));

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
