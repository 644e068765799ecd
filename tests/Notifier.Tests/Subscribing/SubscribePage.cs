namespace Auditor.Notifier.Tests.Subscribing;

/// <summary>The programs of docs/subscribe.md, as whoever reads it would take them from there.</summary>
internal sealed class SubscribePage : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("auditor-subscribe").FullName;

    /// <summary>Starts the program below the mark <c>&lt;!-- name --&gt;</c>.</summary>
    public StrangersProgram Start(string name, params (string Name, string Value)[] environment)
    {
        File.WriteAllText(Path.Combine(_folder, name), Program(name));
        string[] command = Path.GetExtension(name) switch
        {
            // Debian's, which has Debian's pika; another python3 may come first in the path.
            ".py" => ["/usr/bin/python3", name],
            ".js" => ["node", name],
            ".cs" => ["dotnet", "run", name],
            _ => throw new ArgumentException(name, nameof(name)),
        };
        return StrangersProgram.Start(_folder, command, environment);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string Program(string name)
    {
        string page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "subscribe.md"));
        string mark = $"<!-- {name} -->\n```";
        int start = page.IndexOf('\n', page.IndexOf(mark, StringComparison.Ordinal) + mark.Length) + 1;
        Assert.NotEqual(-1, page.IndexOf(mark, StringComparison.Ordinal));
        return page[start..(page.IndexOf("\n```", start, StringComparison.Ordinal) + 1)];
    }
}
