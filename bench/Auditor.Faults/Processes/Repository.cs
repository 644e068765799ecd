namespace Auditor.Faults.Processes;

/// <summary>What was built beside this program, in the same configuration.</summary>
internal static class Repository
{
    private static readonly string[] Built = AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar).Split(Path.DirectorySeparatorChar);

    public static string Root { get; } = string.Join(Path.DirectorySeparatorChar, Built[..^5]);

    /// <param name="project">Path of the project under src.</param>
    /// <exception cref="FileNotFoundException">It is not built.</exception>
    public static string ProgramOf(string project)
    {
        string program = Path.Combine(Root, "src", project, "bin", Built[^2], "net10.0", $"Auditor.{Path.GetFileName(project)}.dll");
        return File.Exists(program) ? program : throw new FileNotFoundException($"Build the solution first ({Built[^2]}): there is no {program}.", program);
    }
}
