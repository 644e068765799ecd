using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Auditor.Plugin.Core.Loading;

namespace Auditor.Plugin.Tests;

/// <summary>
/// .NET Framework minds versions, and a plugin owns no binding redirects. So every reference of every shipped assembly has to be met by the
/// framework, by the host, by the same version beside it, or by what <see cref="FolderAssemblyResolver"/> would answer.
/// </summary>
public sealed class ShippedReferenceTests
{
    private const string Host = "VideoOS.Platform";

    // In the box from .NET Framework 4.7.1 on, which takes it for any version that is asked for; its package removes the binding redirect
    // for that reason (buildTransitive/net471 of System.ValueTuple).
    private const string Unified = "System.ValueTuple";

    private static readonly string Folder = Metadata("PluginFolder");

    [Fact]
    public void Every_reference_of_every_shipped_assembly_can_be_met()
    {
        Dictionary<string, AssemblyName> shipped = Names(Directory.GetFiles(Folder, "*.dll"));
        Dictionary<string, AssemblyName> framework = Names(FrameworkFiles());
        Assert.True(framework.Count > 100, "The reference assemblies of .NET Framework 4.7.2 are not there.");
        var unmet = new List<string>();
        foreach (string file in Directory.GetFiles(Folder, "*.dll"))
        {
            foreach (AssemblyName asked in References(file))
            {
                bool met = asked.Name is Host or Unified
                    || (framework.TryGetValue(asked.Name!, out AssemblyName? there) && there.Version >= asked.Version)
                    || (shipped.TryGetValue(asked.Name!, out AssemblyName? beside) && Meets(beside, asked));
                if (!met)
                {
                    unmet.Add($"{Path.GetFileName(file)} asks for {asked.FullName}");
                }
            }
        }

        Assert.Empty(unmet);
    }

    [Fact]
    public void The_resolver_answers_for_what_is_shipped_and_for_nothing_else() =>
        Assert.Equal(
            Directory.GetFiles(Folder, "*.dll").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal),
            FolderAssemblyResolver.Names.Order(StringComparer.Ordinal));

    [Fact]
    public void No_milestone_dll_and_no_stand_in_is_shipped() =>
        Assert.DoesNotContain(
            Directory.GetFiles(Folder).Select(file => Path.GetFileName(file)!),
            name => name.StartsWith("VideoOS", StringComparison.OrdinalIgnoreCase) || name.StartsWith("Milestone", StringComparison.OrdinalIgnoreCase));

    private static bool Meets(AssemblyName beside, AssemblyName asked) =>
        (beside.GetPublicKeyToken() ?? []).SequenceEqual(asked.GetPublicKeyToken() ?? [])
        && (beside.Version == asked.Version || (beside.Version > asked.Version && FolderAssemblyResolver.Names.Contains(asked.Name!)));

    private static Dictionary<string, AssemblyName> Names(IEnumerable<string> files) =>
        files.Select(AssemblyName.GetAssemblyName).ToDictionary(name => name.Name!, StringComparer.OrdinalIgnoreCase);

    private static IEnumerable<string> FrameworkFiles()
    {
        string folder = Metadata("FrameworkFolder");
        return Directory.GetFiles(folder, "*.dll").Concat(Directory.GetFiles(Path.Combine(folder, "Facades"), "*.dll"))
            // Files of native code, without an assembly's name.
            .Where(file => !Path.GetFileName(file).StartsWith("System.EnterpriseServices.", StringComparison.Ordinal));
    }

    private static List<AssemblyName> References(string file)
    {
        using var pe = new PEReader(File.OpenRead(file));
        MetadataReader reader = pe.GetMetadataReader();
        return [.. reader.AssemblyReferences.Select(handle => reader.GetAssemblyReference(handle).GetAssemblyName())];
    }

    private static string Metadata(string key) =>
        typeof(ShippedReferenceTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
