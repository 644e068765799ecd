namespace Auditor.Standalone.Commands;

/// <summary>The words behind a command.</summary>
internal sealed class Arguments(IReadOnlyList<string> words)
{
    private readonly List<string> _left = [.. words];

    /// <summary>Takes <c>--name value</c> or <c>--name=value</c>.</summary>
    /// <exception cref="UsageException">The value is missing.</exception>
    public string? Option(string name)
    {
        int index = _left.FindIndex(word => word == name || word.StartsWith(name + "=", StringComparison.Ordinal));
        if (index < 0)
        {
            return null;
        }

        string word = _left[index];
        _left.RemoveAt(index);
        if (word.Length > name.Length)
        {
            return word[(name.Length + 1)..];
        }

        if (index == _left.Count || _left[index].StartsWith("--", StringComparison.Ordinal))
        {
            throw new UsageException($"{name} needs a value.");
        }

        string value = _left[index];
        _left.RemoveAt(index);
        return value;
    }

    /// <summary>Takes <c>--name</c>.</summary>
    public bool Flag(string name) => _left.Remove(name);

    /// <summary>Takes the next word that is no option.</summary>
    /// <exception cref="UsageException">There is none.</exception>
    public string Required(string what)
    {
        string? word = _left.FirstOrDefault(candidate => !candidate.StartsWith('-')) ?? throw new UsageException($"{what} is missing.");
        _left.Remove(word);
        return word;
    }

    /// <summary>Takes the settings, <c>--Section:Key=value</c>.</summary>
    public string[] Settings()
    {
        string[] settings = [.. _left.Where(word => word.StartsWith("--", StringComparison.Ordinal) && word.Contains(':', StringComparison.Ordinal) && word.Contains('=', StringComparison.Ordinal))];
        _left.RemoveAll(word => settings.Contains(word));
        return settings;
    }

    /// <exception cref="UsageException">Something is left that nobody knows.</exception>
    public void Finish()
    {
        if (_left.Count > 0)
        {
            throw new UsageException($"'{_left[0]}' is not known here.");
        }
    }
}
