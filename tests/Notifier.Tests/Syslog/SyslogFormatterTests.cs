using System.Text;
using System.Text.RegularExpressions;
using Auditor.Contracts;
using Auditor.Notifier.Destinations.Syslog;
using Auditor.Notifier.Tests.Formats;
using Auditor.Storage;

namespace Auditor.Notifier.Tests.Syslog;

/// <summary>The message, to the byte.</summary>
public sealed partial class SyslogFormatterTests
{
    [Fact]
    public void A_message_is_as_rfc_5424_wants_it()
    {
        AuditEntry entry = SampleEntries.Playback() with { Rules = [], Reason = "say \"no\" [now] \\o/", Recording = null, Cameras = [], CorrelationId = null, Target = new Target() };
        const string Expected =
            "<110>1 2026-11-21T07:12:33.456789Z harbour-01 auditor 4711 PLAYBACK.ENTER "
            + "[auditor@32473 position=\"7\" entryId=\"00000000-0000-7000-8000-000000000001\" resource=\"PLAYBACK\" action=\"ENTER\" result=\"SUCCEEDED\""
            + " occurredAt=\"2026-11-21T07:12:33.456789Z\" acceptedAt=\"2026-11-21T07:12:33.576789Z\" appendedAt=\"2026-11-21T07:12:33.606789Z\""
            + " subscriptionId=\"0190cccc-0000-7000-8000-000000000003\" tenant=\"default\" actorType=\"USER\" actorName=\"HARBOUR\\\\mkoch\" actorId=\"S-1-5-21-1-2-3-1104\""
            + " workstation=\"PC-12\" cameraCount=\"0\" reason=\"say \\\"no\\\" [now\\] \\\\o/\" actorDisplayName=\"Martina Koch\"]"
            + " \uFEFFHARBOUR\\mkoch opened playback at PC-12, because: say \"no\" [now] \\o/";

        byte[] frame = Formatter(new SyslogOptions { HostName = "harbour-01" }).Frame(SampleEntries.Of(entry, 7));

        byte[] message = Encoding.UTF8.GetBytes(Expected);
        Assert.Equal([.. Encoding.ASCII.GetBytes($"{message.Length} "), .. message], frame);
    }

    [Theory]
    [InlineData(AuditableResources.Playback, AuditableActions.Enter, AuditResults.Denied, 13, 108)]
    [InlineData(AuditableResources.Export, AuditableActions.Fail, AuditResults.Failed, 13, 108)]
    [InlineData(AuditableResources.Export, AuditableActions.Complete, AuditResults.Succeeded, 13, 109)]
    [InlineData(AuditableResources.Client, AuditableActions.Gap, AuditResults.Succeeded, 0, 4)]
    [InlineData(AuditableResources.Client, AuditableActions.Start, AuditResults.Succeeded, 23, 190)]
    public void The_priority_is_made_of_facility_and_severity(string resource, string action, string result, int facility, int priority)
    {
        AuditEntry entry = SampleEntries.Playback() with { AuditableResource = resource, AuditableAction = action, Result = result };

        string frame = Encoding.UTF8.GetString(Formatter(new SyslogOptions(), facility: facility).Frame(SampleEntries.Of(entry)));

        Assert.Contains($" <{priority}>1 ", frame, StringComparison.Ordinal);
    }

    [Fact]
    public void The_header_stays_printable_whatever_the_names_are()
    {
        AuditEntry entry = SampleEntries.Playback() with { AuditableResource = "NEUE ÄRA\n[x]", AuditableAction = new string('Z', 100) };
        string frame = Encoding.UTF8.GetString(Formatter(new SyslogOptions { EnterpriseNumber = 4_294_967_295 }, machine: "Büro pc").Frame(SampleEntries.Of(entry)));

        Assert.Contains(" B_ro_pc auditor 4711 NEUE__RA_[x].ZZZZZZZZZZZZZZZZZZZ [auditor@4294967295 ", frame, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SyslogFormats.StructuredData)]
    [InlineData(SyslogFormats.Cef)]
    public void No_message_is_longer_than_allowed_and_none_is_cut_apart(string format)
    {
        var random = new Random(5424);
        string[] letters = ["a", "ü", "📷", "\"", "\\", "]", "=", "|", " ", "é", "م", "\n"];
        foreach (int most in (int[])[2_048, 2_049, 3_000, 8_192])
        {
            SyslogFormatter formatter = Formatter(new SyslogOptions { MaximumBytes = most }, format);
            for (int round = 0; round < 300; round++)
            {
                string name = string.Concat(Enumerable.Range(0, random.Next(1, 2_500)).Select(_ => letters[random.Next(letters.Length)]));
                AuditEntry entry = SampleEntries.Named(name, round) with
                {
                    Cameras = [.. Enumerable.Range(0, random.Next(60)).Select(i => new CameraRef { Id = Guid.NewGuid().ToString(), Name = string.Concat(Enumerable.Range(0, random.Next(1, 40)).Select(_ => letters[random.Next(letters.Length)])) })],
                };

                byte[] frame = formatter.Frame(SampleEntries.Of(entry, round, asked: true));

                int space = Array.IndexOf(frame, (byte)' ');
                Assert.Equal(frame.Length - space - 1, int.Parse(Encoding.ASCII.GetString(frame, 0, space), System.Globalization.CultureInfo.InvariantCulture));
                Assert.InRange(frame.Length - space - 1, 500, most);
                string message = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(frame);
                Assert.DoesNotContain('\uFFFD', message);
                if (format == SyslogFormats.StructuredData)
                {
                    Assert.Matches(WholeMessage(), message);
                    Assert.Equal(1, message.Count(c => c == '\uFEFF'));
                }
            }
        }
    }

    [Fact]
    public void What_was_shortened_is_said()
    {
        AuditEntry entry = SampleEntries.Playback() with { Reason = new string('x', 5_000), Cameras = [.. Enumerable.Range(0, 500).Select(i => new CameraRef { Id = $"{i:000}", Name = $"Camera {i}" })] };

        string frame = Encoding.UTF8.GetString(Formatter(new SyslogOptions()).Frame(SampleEntries.Of(entry)));

        Assert.Contains("shortened=\"reason,cameras,cameraIds\"]", frame, StringComparison.Ordinal);
        Assert.Contains("cameraCount=\"500\"", frame, StringComparison.Ordinal);
        Assert.Contains(new string('x', 997) + "…\"", frame, StringComparison.Ordinal);
    }

    private static SyslogFormatter Formatter(SyslogOptions options, string format = SyslogFormats.StructuredData, string machine = "pc", int facility = 13) =>
        new(new SyslogSettings { Format = format, Facility = facility }, options, machine, 4711);

    /// <summary>The grammar of RFC 5424, section 6, as far as one element of structured data goes.</summary>
    [GeneratedRegex("""^\d+ <\d{1,3}>1 \d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z [!-~]{1,255} auditor \d+ [!-~]{1,32} \[auditor@\d+( [A-Za-z]{1,32}="([^"\\\]]|\\["\\\]])*")+\] \uFEFF[^\u0000-\u001F]*$""", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex WholeMessage();
}
