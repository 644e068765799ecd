using Auditor.Contracts;
using Auditor.Plugin.EventServer;

namespace Auditor.Plugin.Tests;

public sealed class LogTextsTests
{
    [Theory]
    [InlineData("User '{p2}' enter playback because: x: y", "PlaybackMessage", "{p2}", "x: y")]
    [InlineData("User '{p2}' enter export because: x", "ExportMessage", "{p2}", "x")]
    [InlineData("User '{p2}' enabled independent playback because x", "IndependentPlaybackMessage", "{p2}", "x")]
    [InlineData("User '{p2}' playback action 'Goto' at recording time t | Cameras: a | b", "PlaybackActionMessage", "{p2}", "Goto")]
    public void A_line_goes_into_the_template_of_its_kind_whatever_its_user_is_called(string line, string id, string user, string second)
    {
        (string found, Dictionary<string, string> parameters) = LogTexts.Parts(new AuditEntry { Actor = new Actor { Name = user } }, line);

        Assert.Equal((id, user, second), (found, parameters["p1"], parameters["p2"]));
    }

    [Fact]
    public void A_line_of_no_template_is_written_as_it_is() =>
        Assert.Equal("Something else", LogTexts.Parts(new AuditEntry(), "Something else").Parameters["p1"]);
}
