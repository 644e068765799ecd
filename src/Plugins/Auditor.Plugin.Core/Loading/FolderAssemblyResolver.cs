using System.Reflection;

namespace Auditor.Plugin.Core.Loading;

/// <summary>
/// Finds the plugin's own libraries in the plugin's own folder, in the versions that are there. A plugin owns no <c>.config</c> of its host and so
/// no binding redirects; this is what stands in for them. It answers for a fixed list of names only, to nobody but our own assemblies
/// where the asker is known, and never with an older version or another publisher's assembly than asked for.
/// </summary>
/// <remarks>Uses nothing outside the framework, because it runs before anything else can be loaded.</remarks>
public sealed class FolderAssemblyResolver
{
    private readonly string _folder;

    /// <param name="folder">Where the plugin's files are.</param>
    public FolderAssemblyResolver(string folder) => _folder = Path.GetFullPath(folder);

    /// <summary>What is shipped and may be asked for, by simple name. A test holds it to the shipped files.</summary>
    public static IReadOnlyCollection<string> Names { get; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase)
    {
        "Auditor.Contracts", "Auditor.Plugin", "Auditor.Plugin.Core", "Auditor.Rules", "Auditor.Wire",
        "Microsoft.Bcl.AsyncInterfaces", "Microsoft.Bcl.TimeProvider", "NodaTime", "RabbitMQ.Client",
        "System.Buffers", "System.Diagnostics.DiagnosticSource", "System.IO.Pipelines", "System.Memory", "System.Numerics.Vectors",
        "System.Runtime.CompilerServices.Unsafe", "System.Text.Encodings.Web", "System.Text.Json", "System.Threading.Channels",
        "System.Threading.RateLimiting", "System.Threading.Tasks.Extensions",
    };

    /// <summary>Answers in this process from now on. Once for a folder, however often it is called.</summary>
    public static void Install(string folder)
    {
        var resolver = new FolderAssemblyResolver(folder);
        string key = "Auditor.FolderAssemblyResolver:" + resolver._folder;
        AppDomain domain = AppDomain.CurrentDomain;
        // Kept with the domain and not in a static field: a second copy of this assembly is another type with another field.
        if (domain.GetData(key) is null)
        {
            domain.SetData(key, true);
            domain.AssemblyResolve += (_, asked) => resolver.Resolve(new AssemblyName(asked.Name), asked.RequestingAssembly);
        }
    }

    /// <summary>The assembly that answers a request; null when it is not ours to answer.</summary>
    public Assembly? Resolve(AssemblyName asked, Assembly? requesting) =>
        FileFor(asked, requesting is null ? null : FolderOf(requesting)) is { } file ? Assembly.LoadFrom(file) : null;

    /// <summary>The file that answers a request; null when it is not ours to answer.</summary>
    /// <param name="asked">Name, version and key that are asked for.</param>
    /// <param name="askerFolder">Where the asking assembly lies; null when that is not known.</param>
    internal string? FileFor(AssemblyName asked, string? askerFolder)
    {
        if (asked.Name is not { } name || !((HashSet<string>)Names).Contains(name))
        {
            return null;
        }

        if (askerFolder is not null && !string.Equals(askerFolder, _folder, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        string file = Path.Combine(_folder, name + ".dll");
        if (!File.Exists(file))
        {
            return null;
        }

        AssemblyName shipped = AssemblyName.GetAssemblyName(file);
        bool enough = asked.Version is null || shipped.Version >= asked.Version;
        bool sameKey = asked.GetPublicKeyToken() is not { Length: > 0 } token || (shipped.GetPublicKeyToken() ?? []).SequenceEqual(token);
        return enough && sameKey ? file : null;
    }

    private static string? FolderOf(Assembly assembly)
    {
        try
        {
            return assembly.IsDynamic || assembly.Location.Length == 0 ? "" : Path.GetDirectoryName(Path.GetFullPath(assembly.Location));
        }
        catch (NotSupportedException)
        {
            return "";
        }
    }
}
