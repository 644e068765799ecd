using System.Diagnostics;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Auditor.AuditWriter.Exporting;
using Auditor.AuditWriter.Tests.Sequencing;
using Auditor.Contracts;
using Auditor.Hosting;
using Auditor.Ledger;
using Auditor.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Auditor.AuditWriter.Tests.Exporting;

/// <summary>A bundle in a folder, checked as a stranger would: with the program of its VERIFY.md, python3 and openssl.</summary>
internal sealed class MadeBundle : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("auditor-bundle-").FullName;

    private string Zip => Path.Combine(_folder, "evidence.zip");

    public string KeyFile => Path.Combine(_folder, "key.txt");

    /// <summary>Makes a bundle of a log whose entries are sequenced.</summary>
    public static async Task<MadeBundle> OfAsync(TemporaryLog log, AuditFilter? filter = null, Export? export = null)
    {
        var bundle = new MadeBundle();
        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection([new(Stores.FolderKey, bundle._folder)]).Build();
        using var folder = new ExportFolder(configuration, Options.Create(new ExportOptions { KeepFreeMegabytes = 0 }));
        export ??= new Export { Id = Guid.CreateVersion7(), RequestedBy = new Actor { Name = "judge" }, RequestedAt = Watched.Noon };
        var run = new ExportRun(
            filter is null ? export : export with { Filter = new Dictionary<string, string> { ["camera"] = "as asked" } }, filter ?? new AuditFilter(), folder);
        await using (FileStream file = File.Create(bundle.Zip))
        {
            await new BundleExport(log.Entries, log.Ledger, log.Key).WriteAsync(run, file, CancellationToken.None);
        }

        await File.WriteAllTextAsync(bundle.KeyFile, log.Key.Signer.Verifier.ToString());
        return bundle;
    }

    public static async Task<MadeBundle> OfAsync(byte[] zip, string key)
    {
        var bundle = new MadeBundle();
        await File.WriteAllBytesAsync(bundle.Zip, zip);
        await File.WriteAllTextAsync(bundle.KeyFile, key);
        return bundle;
    }

    public string[] Names()
    {
        using ZipArchive zip = ZipFile.OpenRead(Zip);
        return [.. zip.Entries.Select(entry => entry.FullName)];
    }

    public byte[] Read(string name)
    {
        using ZipArchive zip = ZipFile.OpenRead(Zip);
        using Stream stream = zip.GetEntry(name)!.Open();
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    public string ReadText(string name) => Encoding.UTF8.GetString(Read(name));

    /// <summary>Puts another file in the place of one; the manifest is made to agree, as a forger would.</summary>
    public void Forge(string name, byte[] content, Action<JsonNode>? manifest = null)
    {
        JsonNode stated = JsonNode.Parse(ReadText("manifest.json"))!;
        if (name != "manifest.json")
        {
            stated["files"]![name] = new JsonObject { ["sha256"] = Convert.ToHexStringLower(SHA256.HashData(content)), ["bytes"] = content.Length };
        }

        manifest?.Invoke(stated);
        using ZipArchive zip = ZipFile.Open(Zip, ZipArchiveMode.Update);
        Replace(zip, "manifest.json", Encoding.UTF8.GetBytes(stated.ToJsonString()));
        if (name != "manifest.json")
        {
            Replace(zip, name, content);
        }
    }

    /// <summary>Follows VERIFY.md to the letter.</summary>
    /// <returns>The last line, and the exit code.</returns>
    public (int ExitCode, string Output) Check(params string[] options)
    {
        // The line that VERIFY.md gives; unzip is not everywhere where Python is.
        File.WriteAllText(Path.Combine(_folder, "VERIFY.md"), ReadText("VERIFY.md"));
        Run("/bin/sh", "-c", "sed -n '/^```python$/,/^```$/p' VERIFY.md | grep -v '^```' > check.py");
        return Run("python3", ["check.py", Zip, KeyFile, .. options]);
    }

    /// <summary>Checks as the product does.</summary>
    public VerificationReport Verify()
    {
        using FileStream file = File.OpenRead(Zip);
        return new BundleVerifier(NoteVerifierKey.Parse(File.ReadAllText(KeyFile).Trim())).Verify(file, CancellationToken.None);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static void Replace(ZipArchive zip, string name, byte[] content)
    {
        zip.GetEntry(name)?.Delete();
        using Stream stream = zip.CreateEntry(name).Open();
        stream.Write(content);
    }

    private (int ExitCode, string Output) Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program) { WorkingDirectory = _folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, (output + error.Result).Trim());
    }
}
