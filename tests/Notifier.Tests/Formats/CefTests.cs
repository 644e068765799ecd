using System.Text;
using System.Text.RegularExpressions;
using Auditor.Contracts;
using Auditor.Notifier.Formats;

namespace Auditor.Notifier.Tests.Formats;

public sealed partial class CefTests
{
    [Fact]
    public void An_entry_is_an_event()
    {
        string line = Cef.Line(SampleEntries.Of(SampleEntries.Playback(), 42, asked: true), 8_000, "harbour-01");

        Assert.Equal(
            "CEF:0|Auditor|Auditor|0.1.0|PLAYBACK.ENTER|Playback|3|rt=1795245153576 start=1795245153456 externalId=00000000-0000-7000-8000-000000000001 cat=PLAYBACK act=ENTER outcome=success"
            + " cn1=42 cn1Label=Position suser=HARBOUR\\\\mkoch suid=S-1-5-21-1-2-3-1104 shost=PC-12 flexString1=SUCCEEDED flexString1Label=Result"
            + " flexString2=0190bbbb-0000-7000-8000-000000000002 flexString2Label=Correlation id cs6=default cs6Label=Tenant"
            + " deviceCustomDate1=1795237953456 deviceCustomDate1Label=Recording from deviceCustomDate2=1795241553456 deviceCustomDate2Label=Recording to"
            + " cn2=3 cn2Label=Number of cameras reason=Stolen bicycle - case 4711 cs1=Gate 4, Quay 1, Yard cs1Label=Cameras"
            + " cs3=Harbour cameras cs3Label=Rules cs4=Harbour cameras cs4Label=Asked for by"
            + " msg=HARBOUR\\\\mkoch opened playback of Gate 4, Quay 1, Yard at PC-12, because: Stolen bicycle - case 4711"
            + " cs2=c1, c2, c3 cs2Label=Camera ids dvchost=harbour-01",
            line);
    }

    [Fact]
    public void Names_arrive_as_they_are_and_forge_no_field()
    {
        foreach (string name in SampleEntries.HostileNames)
        {
            string line = Cef.Line(SampleEntries.Of(SampleEntries.Named(name)), 8_000, "pc");

            Dictionary<string, string> fields = Parsed(line);
            string told = CleanText.OneLine(name).TrimEnd();
            Assert.Equal(told, fields["suser"]);
            Assert.Equal(told, fields["suid"]);
            Assert.Equal(told, fields["shost"]);
            Assert.Equal(told, fields["reason"]);
            Assert.Equal(told, fields["cs3"]);
            Assert.Equal(told, fields["cs5"]);
            Assert.Equal(34, fields.Count);
        }
    }

    [Theory]
    [InlineData("10.1.2.3", "src", "10.1.2.3")]
    [InlineData("fd00::1", "c6a2", "fd00::1")]
    [InlineData("PC-12", "shost", "PC-12")]
    public void A_machine_is_an_address_or_a_name(string workstation, string key, string value)
    {
        AuditEntry entry = SampleEntries.Playback() with { Actor = new Actor { Name = "x", Workstation = workstation } };

        Dictionary<string, string> fields = Parsed(Cef.Line(SampleEntries.Of(entry), 8_000, "pc"));

        Assert.Equal(value, fields[key]);
        Assert.Single(fields.Keys.Intersect(["src", "c6a2", "shost"]));
    }

    [Fact]
    public void The_header_is_escaped_too()
    {
        AuditEntry entry = SampleEntries.Playback() with { AuditableResource = "A|B\\C", AuditableAction = "D\nE", Result = AuditResults.Denied };

        string line = Cef.Line(SampleEntries.Of(entry), 8_000, "pc");

        Assert.StartsWith("CEF:0|Auditor|Auditor|0.1.0|A\\|B\\\\C.D E|A\\|b\\\\c, d e|7|rt=", line, StringComparison.Ordinal);
        Assert.Contains(" outcome=failure ", line, StringComparison.Ordinal);
    }

    [Fact]
    public void What_does_not_fit_is_left_out_whole()
    {
        for (int most = 400; most < 2_000; most += 7)
        {
            string line = Cef.Line(SampleEntries.Of(SampleEntries.Named("a=b\\c📷 ", 1)), most, "pc");

            Assert.InRange(Encoding.UTF8.GetByteCount(line), 1, most);
            Dictionary<string, string> fields = Parsed(line);
            Assert.All(fields.Keys.Where(key => key.EndsWith("Label", StringComparison.Ordinal)), key => Assert.Contains(key[..^5], fields.Keys));
        }
    }

    /// <summary>As readers of the format do it: a key is what stands before a "=" without a backslash; a value goes on to the next key.</summary>
    private static Dictionary<string, string> Parsed(string line)
    {
        string extension = line[(Pipes().Matches(line)[6].Index + 1)..];
        MatchCollection keys = Keys().Matches(extension);
        return keys.Select((key, i) => (key.Groups["key"].Value, extension[(key.Index + key.Length)..(i + 1 < keys.Count ? keys[i + 1].Index : extension.Length)]))
            .ToDictionary(field => field.Value, field => Escapes().Replace(field.Item2.TrimEnd(' '), "${escaped}"));
    }

    [GeneratedRegex(@"(?<!\\)(?:\\\\)*\|", RegexOptions.CultureInvariant)]
    private static partial Regex Pipes();

    [GeneratedRegex(@"(^| )(?<key>[A-Za-z0-9]+)=", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Keys();

    [GeneratedRegex(@"\\(?<escaped>.)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Escapes();
}
