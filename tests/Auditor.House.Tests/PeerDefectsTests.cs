using System.Text.RegularExpressions;

namespace Auditor.House.Tests;

/// <summary>docs/peer-defects.md says which test holds what; the tests it names are there.</summary>
public sealed partial class PeerDefectsTests
{
    [Fact]
    public void Every_test_that_the_page_names_exists()
    {
        string page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "peer-defects.md"));
        string[] named = [.. TestName().Matches(page).Select(match => match.Groups["name"].Value).Distinct()];
        string tests = string.Concat(Repository.Files("*Tests.cs").Select(File.ReadAllText));

        Assert.True(named.Length > 50, "The page names no tests.");
        Assert.DoesNotContain(named, name => !tests.Contains(name + "(", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_defect_has_its_line()
    {
        string page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "peer-defects.md"));
        IEnumerable<string> defects =
        [
            .. Enumerable.Range(1, 11).Select(number => $"A{number}"), .. Enumerable.Range(1, 19).Select(number => $"B{number}"),
            .. Enumerable.Range(1, 11).Select(number => $"C{number}"), .. Enumerable.Range(1, 18).Select(number => $"D{number}"),
        ];
        string[] lines = [.. page.Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Select(line => line.Split('|')[1])];

        Assert.DoesNotContain(defects, defect => !lines.Any(line => line.Split(',').Select(part => part.Trim()).Contains(defect)));
    }

    [GeneratedRegex(@"`(\.\.)?([A-Za-z]+Tests\.)?(?<name>[A-Z][A-Za-z0-9]*_[A-Za-z0-9_]+)`", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex TestName();
}
