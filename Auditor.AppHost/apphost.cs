#:sdk Aspire.AppHost.Sdk@13.1.0
#:package Aspire.Hosting.RabbitMQ@13.1.0
#:package Aspire.Hosting.MongoDB@13.1.0

// The whole system for a developer's machine, with two of each service and Aspire's dashboard: `aspire run` in this folder, or
// `dotnet run apphost.cs`. Needs a container engine and the whole public package feed. It was compiled against stand-ins for Aspire's surface
// and never run by those who wrote it. For anything but trying things out: docs/deploy.md.

IDistributedApplicationBuilder builder = DistributedApplication.CreateBuilder(args);

// One user for all, with a password that Aspire makes: here services declare what they use. Users of their own are in deploy/.
var rabbitmq = builder.AddRabbitMQ("rabbitmq").WithDataVolume();
var mongodb = builder.AddMongoDB("mongodb-server").WithDataVolume();

// Every AuditWriter of one log signs with the same key.
string data = Path.Combine(builder.AppHostDirectory, "data");
Directory.CreateDirectory(data);

var writer = Service("audit-writer", "AuditWriter").WithEnvironment("Auditor__Ledger__KeyFile", Path.Combine(data, "ledger.key"));
var rules = Service("rule-service", "RuleService").WaitFor(writer);
var notifier = Service("notifier", "Notifier").WithEnvironment("Auditor__Notifier__SecretsKeyFile", Path.Combine(data, "notifier.key")).WaitFor(writer);

builder
    .AddProject("web-console", "../src/WebConsole/WebConsole.csproj")
    .WithReference(rabbitmq, connectionName: "rabbitmq")
    .WithEnvironment("Auditor__Console__AuditWriter", writer.GetEndpoint("http"))
    .WithEnvironment("Auditor__Console__RuleService", rules.GetEndpoint("http"))
    .WithEnvironment("Auditor__Console__Notifier", notifier.GetEndpoint("http"))
    .WithHttpEndpoint()
    .WithHttpHealthCheck("/health/ready")
    .WaitFor(writer);

builder.Build().Run();

// A service has a database of its own, and is ready when broker and store are there.
IResourceBuilder<ProjectResource> Service(string name, string project) => builder
    .AddProject(name, $"../src/Services/{project}/{project}.csproj")
    // MSBuild takes it as a property: with the MongoDB driver.
    .WithEnvironment("FullFeed", "true")
    .WithReference(rabbitmq, connectionName: "rabbitmq")
    .WithReference(mongodb.AddDatabase(name + "-database", name), connectionName: "mongodb")
    .WithHttpEndpoint()
    .WithHttpHealthCheck("/health/ready")
    .WithReplicas(2)
    .WaitFor(rabbitmq)
    .WaitFor(mongodb);
