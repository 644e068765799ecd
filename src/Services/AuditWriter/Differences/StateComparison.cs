using System.Globalization;
using System.Text.Json;
using Auditor.Contracts;

namespace Auditor.AuditWriter.Differences;

/// <summary>Compares two states element by element. Members of an object go by their name, items of a list as <see cref="ListAlignment"/> has them. Pure.</summary>
internal sealed class StateComparison
{
    /// <summary>More than anybody reads, and a bound on what a page of entries can hold.</summary>
    private const int MostElements = 1000;

    private static readonly JsonDocumentOptions Reading = new() { MaxDepth = 128 };

    private readonly List<DifferentElement> _elements = [];
    private readonly ListAlignment _alignment = new();

    private StateComparison()
    {
    }

    /// <param name="previous">The previous state; null when there was none.</param>
    /// <param name="current">The new state; null when there is none.</param>
    public static StateDifference Of(JsonText previous, JsonText current)
    {
        using JsonDocument before = JsonDocument.Parse(previous.ToString(), Reading);
        using JsonDocument after = JsonDocument.Parse(current.ToString(), Reading);
        var comparison = new StateComparison();
        switch (previous.IsNull, current.IsNull)
        {
            case (true, true):
                break;
            case (true, false):
                comparison.Add("", DifferenceKind.Added, default, after.RootElement);
                break;
            case (false, true):
                comparison.Add("", DifferenceKind.Removed, before.RootElement, default);
                break;
            default:
                comparison.Compare("", "", before.RootElement, after.RootElement);
                break;
        }

        bool truncated = comparison._elements.Count > MostElements;
        return new StateDifference(truncated ? comparison._elements[..MostElements] : comparison._elements, truncated);
    }

    private bool IsFull => _elements.Count > MostElements;

    private void Compare(string pathBefore, string pathAfter, JsonElement before, JsonElement after)
    {
        if (IsFull || JsonElement.DeepEquals(before, after))
        {
            return;
        }

        switch (before.ValueKind, after.ValueKind)
        {
            case (JsonValueKind.Object, JsonValueKind.Object):
                CompareObjects(pathBefore, pathAfter, before, after);
                break;
            case (JsonValueKind.Array, JsonValueKind.Array):
                CompareLists(pathBefore, pathAfter, before, after);
                break;
            default:
                Add(pathAfter, DifferenceKind.Changed, before, after);
                break;
        }
    }

    private void CompareObjects(string pathBefore, string pathAfter, JsonElement before, JsonElement after)
    {
        Dictionary<string, JsonElement> old = Members(before);
        Dictionary<string, JsonElement> now = Members(after);
        foreach ((string name, JsonElement value) in old.Where(member => !now.ContainsKey(member.Key)))
        {
            Add(Member(pathBefore, name), DifferenceKind.Removed, value, default);
        }

        foreach ((string name, JsonElement value) in now)
        {
            if (old.TryGetValue(name, out JsonElement was))
            {
                Compare(Member(pathBefore, name), Member(pathAfter, name), was, value);
            }
            else
            {
                Add(Member(pathAfter, name), DifferenceKind.Added, default, value);
            }
        }
    }

    private void CompareLists(string pathBefore, string pathAfter, JsonElement before, JsonElement after)
    {
        JsonElement[] old = [.. before.EnumerateArray()];
        JsonElement[] now = [.. after.EnumerateArray()];
        int[] counterparts = _alignment.Counterparts(old, now);
        HashSet<int> kept = [.. counterparts];
        foreach (int index in Enumerable.Range(0, old.Length).Where(index => !kept.Contains(index)))
        {
            Add(Item(pathBefore, index), DifferenceKind.Removed, old[index], default);
        }

        for (int index = 0; index < now.Length && !IsFull; index++)
        {
            if (counterparts[index] >= 0)
            {
                Compare(Item(pathBefore, counterparts[index]), Item(pathAfter, index), old[counterparts[index]], now[index]);
            }
            else
            {
                Add(Item(pathAfter, index), DifferenceKind.Added, default, now[index]);
            }
        }
    }

    private void Add(string path, DifferenceKind kind, JsonElement before, JsonElement after)
    {
        if (!IsFull)
        {
            _elements.Add(new DifferentElement(path, kind, Text(before), Text(after)));
        }
    }

    /// <summary>Of a name that stands there twice, as in entries from before that was refused, the last counts.</summary>
    private static Dictionary<string, JsonElement> Members(JsonElement value)
    {
        var members = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (JsonProperty member in value.EnumerateObject())
        {
            members[member.Name] = member.Value;
        }

        return members;
    }

    private static JsonText Text(JsonElement value) => value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null ? default : new JsonText(value.GetRawText());

    /// <summary>RFC 6901, section 3: <c>~</c> is <c>~0</c>, <c>/</c> is <c>~1</c>.</summary>
    private static string Member(string path, string name) =>
        path + "/" + name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    private static string Item(string path, int index) => path + "/" + index.ToString(CultureInfo.InvariantCulture);
}
