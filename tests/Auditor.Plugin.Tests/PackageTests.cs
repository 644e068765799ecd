using System.Diagnostics;
using System.IO.Compression;
using System.Reflection;
using System.Security.Cryptography;

namespace Auditor.Plugin.Tests;

/// <summary>What is handed to administrators, made by the command that the documentation names, of what was built for these tests.</summary>
public sealed class PackageTests
{
    private static readonly string Root = Path.GetFullPath(Path.Combine(Metadata("PluginFolder"), "../../../../../.."));

    [Fact]
    public async Task The_package_is_the_same_each_time_and_holds_what_it_should()
    {
        string folder = Directory.CreateTempSubdirectory("auditor-package-").FullName;
        string first = await PackAsync(Path.Combine(folder, "1"));
        string second = await PackAsync(Path.Combine(folder, "2"));

        Assert.Equal(SHA256.HashData(await File.ReadAllBytesAsync(first)), SHA256.HashData(await File.ReadAllBytesAsync(second)));
        using (ZipArchive archive = await ZipFile.OpenReadAsync(first))
        {
            string[] names = [.. archive.Entries.Select(entry => entry.FullName)];
            Assert.All(names, name => Assert.StartsWith("Auditor/", name, StringComparison.Ordinal));
            Assert.Superset(
                new HashSet<string> { "Auditor/plugin.def", "Auditor/help.html", "Auditor/THIRD-PARTY-NOTICES.txt", "Auditor/Auditor.Plugin.dll", "Auditor/RabbitMQ.Client.dll" },
                new HashSet<string>(names));
            Assert.DoesNotContain(names, name => name.Contains("VideoOS", StringComparison.OrdinalIgnoreCase) || name.Contains("Milestone", StringComparison.OrdinalIgnoreCase));
            using var reader = new StreamReader(await archive.GetEntry("Auditor/THIRD-PARTY-NOTICES.txt")!.OpenAsync());
            string notices = await reader.ReadToEndAsync();
            Assert.All(
                names.Where(name => name.EndsWith(".dll", StringComparison.Ordinal) && !name.Contains("/Auditor.", StringComparison.Ordinal)),
                library => Assert.Contains(Path.GetFileNameWithoutExtension(library), notices, StringComparison.Ordinal));
        }

        Directory.Delete(folder, recursive: true);
    }

    private static async Task<string> PackAsync(string output)
    {
        var start = new ProcessStartInfo("dotnet", ["run", "build/package-plugin.cs", "--", "--no-build", "--configuration", Metadata("Configuration"), "--output", output])
        {
            WorkingDirectory = Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> said = process.StandardOutput.ReadToEndAsync();
        Task<string> wrong = process.StandardError.ReadToEndAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        await process.WaitForExitAsync(patience.Token);
        Assert.True(process.ExitCode == 0, await said + await wrong);
        return Path.Combine(output, "Auditor-XProtect-plugin.zip");
    }

    private static string Metadata(string key) =>
        typeof(PackageTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
