using Auditor.Contracts;
using Auditor.Plugin.Core.Connections;
using Auditor.Plugin.Core.Protection;
using Auditor.Plugin.Core.Tests.Fakes;
using Auditor.Plugin.Core.Tests.Spooling;

namespace Auditor.Plugin.Core.Tests.Connections;

public sealed class ProtectedSettingsFileTests : IDisposable
{
    private static readonly ConnectionSettings Settings = new()
    {
        Host = "mq.harbour.example",
        TlsServerName = "mq",
        User = "auditor-event-server",
        Password = "p<&>\"' ü",
        WhenPolicyUnknown = PolicyUnknown.FailClosed,
    };

    private readonly string _folder = Directory.CreateTempSubdirectory("auditor-settings-").FullName;

    [Fact]
    public void What_is_saved_is_loaded_and_the_password_is_not_readable_in_it()
    {
        ProtectedSettingsFile file = FileWith(new ScrambledProtection());
        Assert.Null(file.Load());
        file.Save(Settings with { Host = "old" });
        file.Save(Settings);

        Assert.Equal(Settings, file.Load());
        Assert.DoesNotContain("p&lt;", File.ReadAllText(file.Location), StringComparison.Ordinal);
        Assert.Equal([file.Location], Directory.GetFiles(Path.GetDirectoryName(file.Location)!));
    }

    [Fact]
    public void Nobody_else_may_read_the_file_before_the_secret_is_in_it_also_when_one_lay_there_open()
    {
        string path = Path.Combine(_folder, "open.xml");
        var restricted = new List<(string Name, string Text)>();
        var file = new ProtectedSettingsFile(path, new ScrambledProtection(), each => restricted.Add((Path.GetFileName(each), File.ReadAllText(each))));
        File.WriteAllText(path, "laid out by somebody");
        file.Save(Settings);

        Assert.Equal([("open.xml.new", ""), ("open.xml", "laid out by somebody")], restricted);
        Assert.Equal(Settings, file.Load());

        var refused = new ProtectedSettingsFile(path, new ScrambledProtection(), _ => throw new UnauthorizedAccessException());
        byte[] before = File.ReadAllBytes(path);
        Assert.Throws<UnauthorizedAccessException>(() => refused.Save(Settings with { Password = "new" }));
        Assert.Equal(before, File.ReadAllBytes(path));
    }

    [Fact]
    public void A_password_of_another_machine_is_said_in_words_with_what_to_do()
    {
        FileWith(new ScrambledProtection()).Save(Settings);

        FormatException problem = Assert.Throws<FormatException>(() => FileWith(new ScrambledProtection("dpapi-machine")).Load());
        Assert.Contains("Save the connection again on this machine", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_altered_password_is_said_and_never_used()
    {
        ProtectedSettingsFile file = FileWith(new ScrambledProtection());
        file.Save(Settings);
        File.WriteAllText(file.Location, System.Text.RegularExpressions.Regex.Replace(File.ReadAllText(file.Location), "<password>.*</password>", "<password>AAAA</password>"));

        FormatException problem = Assert.Throws<FormatException>(() => file.Load());
        Assert.Contains("altered", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no XML")]
    [InlineData("<somethingElse/>")]
    public void A_damaged_file_is_said(string text)
    {
        ProtectedSettingsFile file = FileWith(new NoProtection());
        Directory.CreateDirectory(Path.GetDirectoryName(file.Location)!);
        File.WriteAllText(file.Location, text);

        Assert.Throws<FormatException>(() => file.Load());
    }

    [Fact]
    public void A_file_that_was_written_by_hand_is_taken()
    {
        ProtectedSettingsFile file = FileWith(new ScrambledProtection());
        Directory.CreateDirectory(Path.GetDirectoryName(file.Location)!);
        File.WriteAllText(file.Location, Settings.ToXml());

        Assert.Equal(Settings, file.Load());
    }

    public void Dispose() => Folders.Remove(_folder);

    private ProtectedSettingsFile FileWith(ISecretProtection protection) => new(Path.Combine(_folder, "Auditor", "event-server.xml"), protection);
}
