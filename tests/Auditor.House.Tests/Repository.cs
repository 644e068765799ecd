using System.Diagnostics;

namespace Auditor.House.Tests;

/// <summary>The files of this repository, as they are on disk.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static IEnumerable<string> Files(string pattern) => Below(new DirectoryInfo(Root), pattern);

    // Never into what is built or made by tests: the drives of a Wine there lead out of the repository.
    private static IEnumerable<string> Below(DirectoryInfo folder, string pattern) =>
        folder.EnumerateFiles(pattern).Select(file => file.FullName).Concat(
            folder.EnumerateDirectories()
                .Where(inner => inner.LinkTarget is null && inner.Name is not ("bin" or "obj" or ".git" or ".test-run" or "artifacts"))
                .SelectMany(inner => Below(inner, pattern)));

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Auditor.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new UnreachableException("Auditor.sln is not above the test's folder.");
    }
}
