using System.Xml.Linq;

namespace Auditor.House.Tests;

/// <summary>Who may know whom (docs/architecture.md). Reads every project file, so that a new project must be placed here too.</summary>
public sealed class ReferenceTests
{
    private const string Contracts = "Auditor.Contracts";
    private const string Wire = "Auditor.Wire";
    private const string Rules = "Auditor.Rules";
    private const string Ledger = "Auditor.Ledger";
    private const string Storage = "Auditor.Storage";
    private const string MongoDb = "Auditor.Storage.MongoDb";
    private const string Hosting = "Auditor.Hosting";
    private const string PluginCore = "Auditor.Plugin.Core";
    private const string Plugin = "Auditor.Plugin";
    private const string Sdk = "VideoOS.Platform";
    private const string Simulator = "XProtectSimulator";

    private static readonly string[] ServiceKnows = [Contracts, Wire, Rules, Ledger, Storage, MongoDb, Hosting];

    /// <summary>Project, what it may reference of ours, and which packages it may use (analyzers apart).</summary>
    private static readonly Dictionary<string, (string[] Projects, string[] Packages)> Allowed = new()
    {
        [Contracts] = ([], []),
        [Wire] = ([Contracts], ["System.Text.Json"]),
        [Rules] = ([Contracts], ["NodaTime"]),
        [Ledger] = ([Contracts, Wire], []),
        [Storage] = ([Contracts, Wire, Ledger], ["Microsoft.Data.Sqlite.Core", "SQLitePCLRaw.bundle_e_sqlite3"]),
        [MongoDb] = ([Contracts, Wire, Ledger, Storage], ["MongoDB.Driver"]),
        [Hosting] = ([Contracts, Wire, Storage], ["MassTransit", "MassTransit.RabbitMQ", "RabbitMQ.Client", "Microsoft.AspNetCore.OpenApi", "OpenTelemetry", "OpenTelemetry.Exporter.OpenTelemetryProtocol"]),
        ["RuleService"] = (ServiceKnows, []),
        ["AuditWriter"] = (ServiceKnows, []),
        ["Notifier"] = (ServiceKnows, ["RabbitMQ.Client"]),
        [PluginCore] = ([Contracts, Wire, Rules], ["RabbitMQ.Client", "Microsoft.Bcl.TimeProvider"]),
        [Plugin] = ([PluginCore, Sdk], ["MilestoneSystems.VideoOS.Platform"]),
        [Sdk] = ([], []),
        [Simulator] = ([Sdk, Plugin, PluginCore], []),
        // By their HTTP APIs only: it knows what goes over the wire, and how a proof is checked.
        ["WebConsole"] = ([Contracts, Wire, Ledger, Hosting], []),
        ["Standalone"] = (["RuleService", "AuditWriter", "Notifier", "WebConsole", PluginCore, Simulator, Ledger, Storage], ["Microsoft.Extensions.Hosting.WindowsServices"]),
    };

    public static TheoryData<string> ProductProjects =>
        [.. Repository.Files("*.csproj").Where(path => path.Contains($"{Path.DirectorySeparatorChar}src{Path.DirectorySeparatorChar}", StringComparison.Ordinal)).Select(path => Path.GetRelativePath(Repository.Root, path))];

    [Fact]
    public void There_are_product_projects_to_check() => Assert.True(ProductProjects.Count >= Allowed.Count - 1);

    [Theory]
    [MemberData(nameof(ProductProjects))]
    public void A_project_knows_only_whom_it_may(string path)
    {
        string name = Path.GetFileNameWithoutExtension(path);
        Assert.True(Allowed.ContainsKey(name), $"{name} is new: say in this test whom it may know.");
        XDocument project = XDocument.Load(Path.Combine(Repository.Root, path));

        string[] projects = [.. Includes(project, "ProjectReference").Select(include => Path.GetFileNameWithoutExtension(include.Replace('\\', '/')))];
        string[] packages = [.. Includes(project, "PackageReference")];

        Assert.Empty(projects.Except(Allowed[name].Projects));
        Assert.Empty(packages.Except(Allowed[name].Packages));
    }

    [Theory]
    [MemberData(nameof(ProductProjects))]
    public void A_project_has_the_name_of_its_folder(string path) =>
        Assert.Equal(Path.GetFileName(Path.GetDirectoryName(path)), Path.GetFileNameWithoutExtension(path));

    [Theory]
    [InlineData("using MongoDB.", MongoDb)]
    [InlineData("using Microsoft.Data.Sqlite", Storage)]
    [InlineData("using RabbitMQ.Client", PluginCore, "Notifier", Hosting)]
    public void A_driver_stays_in_the_projects_that_adapt_it(string usingLine, params string[] owners)
    {
        string[] strangers =
        [
            .. Repository.Files("*.cs")
                .Select(path => Path.GetRelativePath(Repository.Root, path))
                .Where(path => path.StartsWith("src" + Path.DirectorySeparatorChar, StringComparison.Ordinal))
                .Where(path => !path.Split(Path.DirectorySeparatorChar).Intersect(owners).Any())
                .Where(path => File.ReadAllText(Path.Combine(Repository.Root, path)).Contains(usingLine, StringComparison.Ordinal)),
        ];

        Assert.Empty(strangers);
    }

    /// <summary>Hosting brings the stores along; the console knows the services by what they answer, and nothing of how they keep it.</summary>
    [Fact]
    public void The_console_knows_no_store()
    {
        string[] files = [.. new[] { "*.cs", "*.razor" }.SelectMany(Repository.Files).Where(path => path.Contains("WebConsole" + Path.DirectorySeparatorChar, StringComparison.Ordinal))];

        Assert.True(files.Length > 100, "the console's files were not found");
        Assert.DoesNotContain(files, path => File.ReadAllText(path).Contains(Storage, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Includes(XDocument project, string element) =>
        project.Descendants(element).Select(reference => (string?)reference.Attribute("Include")).OfType<string>();
}
