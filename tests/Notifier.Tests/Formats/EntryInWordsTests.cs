using System.Text.RegularExpressions;
using Auditor.Contracts;
using Auditor.Notifier.Formats;

namespace Auditor.Notifier.Tests.Formats;

public sealed partial class EntryInWordsTests
{
    /// <summary>docs/catalogue.md, which a test of its own keeps to the code.</summary>
    public static TheoryData<string, string> Catalogue
    {
        get
        {
            DirectoryInfo? folder = new(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder!.FullName, "Auditor.sln")))
            {
                folder = folder.Parent;
            }

            var data = new TheoryData<string, string>();
            foreach (Match row in Rows().Matches(File.ReadAllText(Path.Combine(folder.FullName, "docs", "catalogue.md"))))
            {
                foreach (Match action in Actions().Matches(row.Groups["actions"].Value))
                {
                    data.Add(row.Groups["resource"].Value, action.Groups["action"].Value);
                }
            }

            return data;
        }
    }

    [Fact]
    public void The_catalogue_is_read() => Assert.True(Catalogue.Count > 50);

    [Theory]
    [MemberData(nameof(Catalogue))]
    public void Everything_in_the_catalogue_has_words(string resource, string action) => Assert.True(Deeds.Knows(resource, action), $"{resource}.{action}");

    [Fact]
    public void A_sentence_tells_who_what_where_and_why()
    {
        AuditEntry entry = SampleEntries.Playback();

        Assert.Equal("HARBOUR\\mkoch opened playback of Gate 4, Quay 1, Yard at PC-12, because: Stolen bicycle - case 4711", EntryInWords.Sentence(entry));
        Assert.Equal("HARBOUR\\mkoch opened playback of Gate 4, Quay 1, Yard at PC-12, denied", EntryInWords.Sentence(entry with { Reason = null, Result = AuditResults.Denied }));
        Assert.Equal("Playback of 3 cameras by HARBOUR\\mkoch", EntryInWords.Title(entry));
        Assert.Equal("Playback of Gate 4 by HARBOUR\\mkoch (failed)", EntryInWords.Title(entry with { Cameras = [.. entry.Cameras.Take(1)], Result = AuditResults.Failed }));
    }

    [Fact]
    public void A_playback_action_says_which()
    {
        AuditEntry entry = SampleEntries.Playback() with { AuditableAction = AuditableActions.Act, Reason = null };

        Assert.StartsWith("HARBOUR\\mkoch played backward on Gate 4", EntryInWords.Sentence(entry with { AdditionalMetadata = new JsonText("""{"playback":{"verb":"PlayReverse"}}""") }), StringComparison.Ordinal);
        Assert.StartsWith("HARBOUR\\mkoch used the playback controls: Rewind2 on", EntryInWords.Sentence(entry with { AdditionalMetadata = new JsonText("""{"playback":{"verb":"Rewind2"}}""") }), StringComparison.Ordinal);
        Assert.StartsWith("HARBOUR\\mkoch used the playback controls on", EntryInWords.Sentence(entry with { AdditionalMetadata = new JsonText("""{"playback":7}""") }), StringComparison.Ordinal);
        Assert.StartsWith("HARBOUR\\mkoch used the playback controls on", EntryInWords.Sentence(entry), StringComparison.Ordinal);
    }

    [Fact]
    public void Many_cameras_are_counted() =>
        Assert.Equal("1, 2, 3, 4, 5 and 45 more cameras", EntryInWords.Cameras(new AuditEntry { Cameras = [.. Enumerable.Range(1, 50).Select(i => new CameraRef { Name = $"{i}" })] }));

    [Fact]
    public void What_the_catalogue_does_not_have_is_told_by_its_names() =>
        Assert.Equal("x fly: magic carpet: M1", EntryInWords.Sentence(new AuditEntry { AuditableResource = "MAGIC_CARPET", AuditableAction = "FLY", ResourceName = "M1", Actor = new Actor { Name = "x" } }));

    [Fact]
    public void A_name_from_right_to_left_is_isolated_and_turns_nothing_else()
    {
        Assert.Equal("\u2068מצלמה\u2069", CleanText.Isolated("מצלמה"));
        Assert.Equal("abc", CleanText.Isolated("a\u202Eb\u2069c"));
        Assert.Equal("Bcc: x  y", CleanText.OneLine("Bcc: x\r\ny"));
    }

    [GeneratedRegex(@"^\| \[`(?<resource>\w+)`\]\(.*\| (?<actions>`.*`) \|$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Rows();

    [GeneratedRegex("`(?<action>\\w+)`", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Actions();
}
