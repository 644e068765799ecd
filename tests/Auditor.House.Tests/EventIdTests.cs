using System.Text.RegularExpressions;

namespace Auditor.House.Tests;

/// <summary>Those who watch the logs go by event ids (docs/operate.md): an id means one thing.</summary>
public sealed partial class EventIdTests
{
    [Fact]
    public void No_event_id_is_given_twice()
    {
        (int Id, string File)[] given =
        [
            .. Repository.Files("*.cs")
                .Where(path => path.StartsWith(Path.Combine(Repository.Root, "src"), StringComparison.Ordinal))
                .SelectMany(path => EventId().Matches(File.ReadAllText(path)).Select(match => (int.Parse(match.Groups["id"].Value), Path.GetFileName(path)))),
        ];

        Assert.True(given.Length > 50, "They are written in another way now.");
        Assert.Empty(given.GroupBy(one => one.Id).Where(same => same.Count() > 1).Select(same => $"{same.Key}: {string.Join(", ", same.Select(one => one.File))}"));
    }

    [GeneratedRegex(@"EventId = (?<id>\d+)", RegexOptions.ExplicitCapture)]
    private static partial Regex EventId();
}
