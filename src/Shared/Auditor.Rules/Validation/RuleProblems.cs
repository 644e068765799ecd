namespace Auditor.Rules;

/// <summary>Problems as they are found, with the checks that every part of a rule needs alike.</summary>
internal sealed class RuleProblems
{
    private readonly List<RuleProblem> _found = [];

    public IReadOnlyList<RuleProblem> Found => _found;

    public void Add(string field, string message) => _found.Add(new RuleProblem(field, message));

    /// <summary>False, with a problem noted, when a part is null.</summary>
    public bool IsThere(string field, object? part)
    {
        if (part is null)
        {
            Add(field, "Must be given; null is not allowed.");
        }

        return part is not null;
    }

    /// <summary>Calls <paramref name="check"/> with the path of each item, unless the list is null or too long. A null item is a problem.</summary>
    public void Each<T>(string field, IReadOnlyList<T?>? items, int most, Action<string, T> check)
        where T : class
    {
        if (!IsThere(field, items))
        {
            return;
        }

        if (items!.Count > most)
        {
            Add(field, $"At most {most} are allowed; there are {items.Count}.");
            return;
        }

        for (int i = 0; i < items.Count; i++)
        {
            string path = $"{field}[{i}]";
            if (IsThere(path, items[i]))
            {
                check(path, items[i]!);
            }
        }
    }

    /// <summary>A number that may be left out, within bounds that count in.</summary>
    public void Between(string field, int? value, int least, int most)
    {
        if (value < least || value > most)
        {
            Add(field, $"Must be from {least} to {most}; it is {value}.");
        }
    }

    /// <summary>An id or name that is compared as it stands, so that a blank in front or behind would never match.</summary>
    public void Key(string field, string? value)
    {
        if (!string.IsNullOrWhiteSpace(value) && value!.Trim().Length != value.Length)
        {
            Add(field, $"Must not begin or end with a blank; it is '{value}'.");
        }
    }

    /// <summary>One of an enumeration's names; JSON also lets other numbers in.</summary>
    public void OneOf<T>(string field, T value)
        where T : struct, Enum
    {
        if (!Enum.IsDefined(typeof(T), value))
        {
            Add(field, $"Must be one of {string.Join(", ", Enum.GetNames(typeof(T)))}; it is {value}.");
        }
    }
}
