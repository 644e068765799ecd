using System.Diagnostics;

namespace Auditor.Deploy.Tests;

/// <summary>What a container asks of a service beside its work: settings as files, and its health without a shell.</summary>
public sealed class ContainerHabitTests(DeployedBroker broker) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("auditor-habits-").FullName;

    [Fact]
    public async Task A_service_takes_its_password_from_a_file_and_tells_its_health_by_an_exit_code()
    {
        string secrets = Directory.CreateDirectory(Path.Combine(_folder, "secrets")).FullName;
        await File.WriteAllTextAsync(Path.Combine(secrets, "ConnectionStrings__rabbitmq"), broker.UriOf(Roles.Notifier.User) + "\n", TestContext.Current.CancellationToken);
        await using ServiceProcess service = await ServiceProcess.StartAsync(
            "Services/Notifier", _folder, broker: null, "--Auditor:Secrets:Folder=" + secrets, "--Auditor:Bus:DeclareTopology=false");
        await service.UntilReadyAsync();
        string address = service.Http.BaseAddress!.ToString();

        Assert.Equal((0, "/health/ready 200"), await HealthAsync("health", "--urls", address));
        Assert.Equal((0, "/health/live 200"), await HealthAsync("health", "live", "--urls", address));
        // As it is configured in a container: any address, of which its own is one.
        Assert.Equal((0, "/health/ready 200"), await HealthAsync("health", "--urls", address.Replace("127.0.0.1", "0.0.0.0", StringComparison.Ordinal)));
        Assert.Equal((0, "/health/ready 200"), await HealthAsync("health", "--Kestrel:Endpoints:Http:Url", address.Replace("127.0.0.1", "*", StringComparison.Ordinal)));

        await service.KillAsync();
        Assert.Equal(1, (await HealthAsync("health", "--urls", address)).ExitCode);
    }

    [Fact]
    public async Task A_service_that_may_not_reach_the_broker_is_alive_and_not_ready()
    {
        await using ServiceProcess service = await ServiceProcess.StartAsync(
            "Services/Notifier", _folder, broker: null, $"--ConnectionStrings:rabbitmq=amqp://notifier:wrong@127.0.0.1:{broker.Port}/{DeployedBroker.VirtualHost}");
        string address = service.Http.BaseAddress!.ToString();

        Assert.Equal((0, "/health/live 200"), await HealthAsync("health", "live", "--urls", address));
        Assert.Equal((1, "/health/ready 503"), await HealthAsync("health", "--urls", address));
    }

    [Fact]
    public async Task A_folder_of_secrets_that_is_not_there_ends_the_start_and_is_named()
    {
        (int exitCode, string output) = await HealthAsync("--Auditor:Secrets:Folder=" + Path.Combine(_folder, "nowhere"));

        Assert.Equal(1, exitCode);
        Assert.Contains("Auditor:Secrets:Folder", output, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<(int ExitCode, string Output)> HealthAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [ServiceProcess.ProgramOf("Services/Notifier"), .. arguments])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = _folder,
        };
        using Process process = Process.Start(start)!;
        Task<string> problem = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, (output + await problem).Trim());
    }
}
