using System.Net.Security;
using System.Reflection;
using System.Security.Authentication;
using Auditor.Hosting.Settings;
using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Auditor.Hosting.Bus;

/// <summary>The bus of a host: RabbitMQ when <c>ConnectionStrings:rabbitmq</c> is set, else in this process's memory.</summary>
public static class BusRegistration
{
    public const string ConnectionName = "rabbitmq";

    internal const int TlsPort = 5671;

    /// <summary>Adds the bus with the consumers of every service that this host runs.</summary>
    /// <exception cref="UnusableConfigurationException">The connection string is not an AMQP URI.</exception>
    public static IHostApplicationBuilder AddAuditorBus(this IHostApplicationBuilder builder, params Action<IBusRegistrationConfigurator>[] consumers)
    {
        builder.Services.AddSettings<BusOptions>(BusOptions.Section);
        builder.Services.AddSingleton(TimeProvider.System);
        Uri? broker = builder.Configuration.Broker();
        builder.Services.AddMassTransit(bus =>
        {
            foreach (Action<IBusRegistrationConfigurator> add in consumers)
            {
                add(bus);
            }

            bus.DisableUsageTelemetry();
            bus.ConfigureHealthCheckOptions(health =>
            {
                health.Name = "bus";
                health.Tags.Add(Health.HealthEndpoints.ReadyTag);
                // MassTransit calls a lost broker "degraded", which ASP.NET Core would answer with 200.
                health.MinimalFailureStatus = HealthStatus.Unhealthy;
            });
            bus.AddConfigureEndpointsCallback(ConfigureEndpoint);
            if (broker is null)
            {
                bus.UsingInMemory(ConfigureInMemory);
            }
            else
            {
                AnswerEndpoint.UseOn(bus);
                bus.UsingRabbitMq((context, rabbit) => ConfigureRabbitMq(context, rabbit, broker));
            }
        });
        if (broker is not null)
        {
            builder.Services.AddSingleton<StuckSends>();
            builder.Services.AddHostedService(services => services.GetRequiredService<StuckSends>());
            builder.Services.AddSingleton<BrokerProbe>();
            builder.Services.AddSingleton<StuckBus>();
            builder.Services.AddHostedService(services => services.GetRequiredService<StuckBus>());
        }

        // A host waits for its bus to stop, so that what is in hand is finished before the process ends.
        builder.Services.Configure<MassTransitHostOptions>(host =>
        {
            host.ConsumerStopTimeout = TimeSpan.FromSeconds(15);
            host.StopTimeout = TimeSpan.FromSeconds(20);
        });
        return builder;
    }

    /// <summary>A service that runs by itself has to reach the others over a broker; a bus in its own memory would end in nothing.</summary>
    /// <exception cref="UnusableConfigurationException">No broker is named.</exception>
    public static IHostApplicationBuilder RequireBroker(this IHostApplicationBuilder builder) => builder.Configuration.Broker() is not null
        ? builder
        : throw new UnusableConfigurationException(
            "ConnectionStrings:rabbitmq is missing; a service that runs by itself needs a broker, like amqp://user:password@host:5672/vhost. "
            + "Standalone runs everything in one process without one.");

    private static void ConfigureRabbitMq(IBusRegistrationContext context, IRabbitMqBusFactoryConfigurator rabbit, Uri broker)
    {
        BusOptions options = context.GetRequiredService<IOptions<BusOptions>>().Value;
        rabbit.Host(broker, host =>
        {
            host.PublisherConfirmation = true;
            host.ConnectionName(Assembly.GetEntryAssembly()?.GetName().Name ?? "auditor");
            if (broker.Scheme is "amqps" or "rabbitmqs" || broker.Port == TlsPort)
            {
                host.UseSsl(tls => RequireTrust(tls, broker.Host));
            }
        });
        rabbit.PrefetchCount = options.Prefetch;
        // Exchanges and the queues of facts are there from the start, so that strangers can bind to them before the first message.
        rabbit.DeployPublishTopology = options.DeclareTopology;
        UsePlainJson(rabbit);
        BusTopology.Apply(rabbit);
        BusTopology.ApplyRabbitMq(rabbit, options);
        rabbit.ConfigureEndpoints(context);
    }

    /// <summary>MassTransit would take a certificate of anybody's making, and TLS by the port alone.</summary>
    private static void RequireTrust(IRabbitMqSslConfigurator tls, string name)
    {
        tls.ServerName = name;
        tls.EnforcePolicyErrors(SslPolicyErrors.RemoteCertificateChainErrors | SslPolicyErrors.RemoteCertificateNameMismatch | SslPolicyErrors.RemoteCertificateNotAvailable);
        // The newest that both sides have.
        tls.Protocol = SslProtocols.None;
    }

    private static void ConfigureInMemory(IBusRegistrationContext context, IInMemoryBusFactoryConfigurator memory)
    {
        memory.PrefetchCount = context.GetRequiredService<IOptions<BusOptions>>().Value.Prefetch;
        UsePlainJson(memory);
        BusTopology.Apply(memory);
        BusTopology.ApplyInMemory(memory);
        memory.ConfigureEndpoints(context);
    }

    private static void UsePlainJson(IBusFactoryConfigurator bus)
    {
        var factory = new PlainJsonSerializerFactory();
        bus.ClearSerialization();
        bus.AddSerializer(factory);
        bus.AddDeserializer(factory, isDefault: true);
    }

    private static void ConfigureEndpoint(IRegistrationContext context, string name, IReceiveEndpointConfigurator endpoint)
    {
        BusOptions options = context.GetRequiredService<IOptions<BusOptions>>().Value;
        // Faults are told to AuditWriter as MessageFailed; MassTransit's own fault messages would reach nobody.
        endpoint.PublishFaults = false;
        endpoint.UseMessageRetry(retry =>
        {
            retry.Interval(options.Retries, options.RetryMilliseconds);
            // Reading the same bytes again finds the same.
            retry.Ignore<System.Runtime.Serialization.SerializationException>();
        });
        endpoint.ConfigureError(error =>
        {
            error.UseFilter(new FailureReportFilter(
                context.GetRequiredService<IBus>, context.GetRequiredService<TimeProvider>(), context.GetRequiredService<ILogger<FailureReportFilter>>()));
            // Marks the message as faulted; without it MassTransit takes it for one that nobody consumes, and keeps it a second time.
            error.UseFilter(new MassTransit.Middleware.GenerateFaultFilter());
            error.UseFilter(new MassTransit.Middleware.ErrorTransportFilter());
        });
        // A temporary queue (a reply, one instance's copy of an announcement) needs none of what follows.
        if (endpoint is IRabbitMqReceiveEndpointConfigurator rabbit && name.StartsWith("auditor.", StringComparison.Ordinal))
        {
            BusTopology.SetQueueArguments(rabbit.SetQueueArgument, name, options);
            if (!options.DeclareTopology)
            {
                PredeclaredTopologyFilter.UseOn(rabbit, context.GetRequiredService<ILogger<PredeclaredTopologyFilter>>());
            }
        }
    }
}
