// Builds the folder that goes into XProtect's MIPPlugins, and a zip of it. The same sources give the same bytes.
//
//   dotnet run build/package-plugin.cs -- [--output DIR] [--mip-sdk real] [--configuration C] [--no-build]
//
// Without --mip-sdk it compiles against the stand-in for the Milestone SDK in src/Simulator; the DLLs bind to VideoOS.Platform by name
// alone. Neither the stand-in nor any Milestone DLL is ever packed.
#:property PublishAot=false
#:property GenerateDocumentationFile=false
#:property NoWarn=$(NoWarn);CA1303;MA0048;CA2007

using System.Diagnostics;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;

string root = Root();
string output = Path.GetFullPath(Option("--output") ?? Path.Combine(root, "artifacts", "plugin"));
bool realSdk = Option("--mip-sdk") == "real";
string project = Path.Combine(root, "src", "Plugins", "Auditor.Plugin");
string configuration = Option("--configuration") ?? "Release";
string built = Path.Combine(project, "bin", configuration, "net472");
// The earliest time that a zip can name: no build says when it was made.
DateTimeOffset fixedTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

if (!args.Contains("--no-build"))
{
    // The path of the checkout must not stand in the DLLs.
    Run("dotnet", "build", project, "-c", configuration, "-v", "q", "--no-incremental", "-p:PathMap=" + root + "=/auditor", "-p:DebugType=none", realSdk ? "-p:MipSdk=real" : "-p:MipSdk=stand-in");
}

string folder = Path.Combine(output, "Auditor");
if (Directory.Exists(folder))
{
    Directory.Delete(folder, recursive: true);
}

Directory.CreateDirectory(folder);
foreach (string file in Directory.GetFiles(built).Where(IsOurs))
{
    File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
}

foreach (string needed in new[] { "plugin.def", "help.html", "Auditor.Plugin.dll" })
{
    if (!File.Exists(Path.Combine(folder, needed)))
    {
        return Fail($"{needed} is not among what was built in {built}.");
    }
}

File.WriteAllText(Path.Combine(folder, "THIRD-PARTY-NOTICES.txt"), Notices(), new UTF8Encoding(false));

string zip = Path.Combine(output, "Auditor-XProtect-plugin.zip");
Pack(folder, zip);
Console.WriteLine($"{folder}: {Directory.GetFiles(folder).Length} files");
Console.WriteLine($"{zip}");
Console.WriteLine($"sha256 {Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(zip)))}");
return 0;

bool IsOurs(string path)
{
    string name = Path.GetFileName(path);
    return name is "plugin.def" or "help.html"
        || (name.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) && !name.StartsWith("VideoOS.", StringComparison.OrdinalIgnoreCase) && !name.StartsWith("Milestone", StringComparison.OrdinalIgnoreCase));
}

void Pack(string from, string to)
{
    File.Delete(to);
    using ZipArchive archive = ZipFile.Open(to, ZipArchiveMode.Create);
    foreach (string file in Directory.GetFiles(from).Order(StringComparer.Ordinal))
    {
        ZipArchiveEntry entry = archive.CreateEntry("Auditor/" + Path.GetFileName(file), CompressionLevel.Optimal);
        entry.LastWriteTime = fixedTime;
        entry.ExternalAttributes = 0;
        using Stream target = entry.Open();
        using FileStream source = File.OpenRead(file);
        source.CopyTo(target);
    }
}

// Of every package whose DLL is shipped: what it is and under which licence, in the package's own words; then the licences.
string Notices()
{
    var text = new StringBuilder("Auditor ships these libraries of others, unchanged.\n\n");
    string packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
    XDocument[] specifications = [.. ShippedPackages().Select(package => XDocument.Load(Path.Combine(packages, package.ToLowerInvariant(), package.Split('/')[0].ToLowerInvariant() + ".nuspec")))];
    foreach (XElement data in specifications.Select(specification => specification.Root!.Elements().Single(element => element.Name.LocalName == "metadata")).OrderBy(data => Value(data, "id"), StringComparer.Ordinal))
    {
        text.Append(Value(data, "id")).Append(' ').Append(Value(data, "version")).Append('\n');
        text.Append("  licence:   ").Append(Value(data, "license") is { Length: > 0 } expression ? expression : Value(data, "licenseUrl")).Append('\n');
        text.Append("  copyright: ").Append(Value(data, "copyright") is { Length: > 0 } copyright ? copyright : Value(data, "authors")).Append('\n');
        text.Append("  project:   ").Append(Value(data, "projectUrl")).Append("\n\n");
    }

    foreach (string licence in Directory.GetFiles(Path.Combine(root, "src", "Plugins", "licenses")).Order(StringComparer.Ordinal))
    {
        text.Append("================ ").Append(Path.GetFileNameWithoutExtension(licence)).Append(" ================\n\n").Append(File.ReadAllText(licence).Trim()).Append("\n\n");
    }

    return text.ToString().ReplaceLineEndings("\r\n");
}

// Packages of the restore whose library is really in the folder.
IEnumerable<string> ShippedPackages()
{
    using var assets = System.Text.Json.JsonDocument.Parse(File.ReadAllBytes(Path.Combine(project, "obj", "project.assets.json")));
    foreach (System.Text.Json.JsonProperty library in assets.RootElement.GetProperty("targets").EnumerateObject().Single(target => target.Name is ".NETFramework,Version=v4.7.2" or "net472").Value.EnumerateObject())
    {
        bool shipped = library.Value.GetProperty("type").GetString() == "package"
            && library.Value.TryGetProperty("runtime", out System.Text.Json.JsonElement files)
            && files.EnumerateObject().Any(file => File.Exists(Path.Combine(folder, Path.GetFileName(file.Name))));
        if (shipped)
        {
            yield return library.Name;
        }
    }
}

static string Value(XElement data, string name) => data.Elements().FirstOrDefault(element => element.Name.LocalName == name)?.Value.Trim() ?? "";

string? Option(string name)
{
    int at = Array.IndexOf(args, name);
    return at >= 0 && at + 1 < args.Length ? args[at + 1] : null;
}

static void Run(string program, params string[] arguments)
{
    using Process process = Process.Start(new ProcessStartInfo(program, arguments))!;
    process.WaitForExit();
    if (process.ExitCode != 0)
    {
        Environment.Exit(Fail($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}."));
    }
}

static int Fail(string problem)
{
    Console.Error.WriteLine("package-plugin: " + problem);
    return 1;
}

static string Root()
{
    DirectoryInfo? folder = new(Directory.GetCurrentDirectory());
    while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Auditor.sln")))
    {
        folder = folder.Parent;
    }

    return folder?.FullName ?? throw new InvalidOperationException("Run it within the checkout.");
}
