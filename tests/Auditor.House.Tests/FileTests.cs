using System.Text.RegularExpressions;

namespace Auditor.House.Tests;

/// <summary>House rules that a machine can check.</summary>
public sealed partial class FileTests
{
    private const int LongestFile = 300;

    [Fact]
    public void No_source_file_is_longer_than_300_lines()
    {
        string[] tooLong =
        [
            .. Repository.Files("*.cs")
                .Where(path => File.ReadLines(path).Count() > LongestFile)
                .Select(path => Path.GetRelativePath(Repository.Root, path)),
        ];

        Assert.Empty(tooLong);
    }

    [Fact]
    public void No_name_explains_nothing()
    {
        string[] empty =
        [
            .. Repository.Files("*.cs")
                // The SDK's names are the SDK's.
                .Where(path => !path.Contains("VideoOS.Platform", StringComparison.Ordinal))
                .Select(path => Path.GetFileNameWithoutExtension(path))
                .Where(name => MeaninglessName().IsMatch(name)),
        ];

        Assert.Empty(empty);
    }

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        string solution = File.ReadAllText(Path.Combine(Repository.Root, "Auditor.sln")).Replace('\\', '/');
        string[] missing =
        [
            .. Repository.Files("*.csproj")
                .Select(path => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'))
                // It cannot be restored on every feed; FullFeed builds reach it by reference.
                .Where(path => !path.Contains("MongoDb", StringComparison.Ordinal) && !path.Contains("ContainerTests", StringComparison.Ordinal))
                // Compiles against a reference pack that the tests which run it make first.
                .Where(path => !path.StartsWith("tests/windows/", StringComparison.Ordinal))
                .Where(path => !solution.Contains(path, StringComparison.Ordinal)),
        ];

        Assert.Empty(missing);
    }

    [GeneratedRegex("(Common|Util|Utils|Helper|Helpers|Manager|Extensions)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex MeaninglessName();
}
