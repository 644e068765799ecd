using System.Reflection;
using Auditor.Plugin.Core.Loading;

namespace Auditor.Plugin.Core.Tests.Loading;

public sealed class FolderAssemblyResolverTests
{
    private static readonly string Folder = AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar);

    private readonly FolderAssemblyResolver _resolver = new(Folder);

    [Fact]
    public void An_older_version_is_answered_with_the_one_that_is_shipped()
    {
        AssemblyName shipped = AssemblyName.GetAssemblyName(Path.Combine(Folder, "RabbitMQ.Client.dll"));
        AssemblyName asked = Asked(shipped, new Version(6, 0, 0, 0));

        Assert.Equal(Path.Combine(Folder, "RabbitMQ.Client.dll"), _resolver.FileFor(asked, Folder));
        Assert.Equal("RabbitMQ.Client", _resolver.Resolve(asked, requesting: null)?.GetName().Name);
    }

    [Fact]
    public void A_newer_version_than_is_shipped_is_not_answered()
    {
        AssemblyName shipped = AssemblyName.GetAssemblyName(Path.Combine(Folder, "RabbitMQ.Client.dll"));

        Assert.Null(_resolver.FileFor(Asked(shipped, new Version(99, 0, 0, 0)), Folder));
    }

    [Fact]
    public void Another_publisher_s_assembly_of_the_same_name_is_not_answered() =>
        Assert.Null(_resolver.FileFor(new AssemblyName("RabbitMQ.Client, Version=6.0.0.0, PublicKeyToken=b77a5c561934e089"), Folder));

    [Fact]
    public void A_name_that_is_not_ours_is_not_answered_even_when_the_file_is_there()
    {
        Assert.True(File.Exists(Path.Combine(Folder, "xunit.v3.core.dll")));
        Assert.Null(_resolver.FileFor(new AssemblyName("xunit.v3.core"), Folder));
    }

    [Fact]
    public void Another_plugin_that_asks_is_not_answered()
    {
        AssemblyName shipped = AssemblyName.GetAssemblyName(Path.Combine(Folder, "RabbitMQ.Client.dll"));

        Assert.Null(_resolver.FileFor(shipped, Path.Combine(Path.GetTempPath(), "OtherPlugin")));
        Assert.Null(_resolver.Resolve(shipped, typeof(object).Assembly));
    }

    private static AssemblyName Asked(AssemblyName like, Version version)
    {
        var asked = new AssemblyName(like.FullName) { Version = version };
        return asked;
    }
}
