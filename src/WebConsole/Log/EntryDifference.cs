using System.Text.Json;

namespace Auditor.WebConsole.Log;

/// <summary>What made a new state out of a previous one.</summary>
/// <param name="Elements">Element by element.</param>
/// <param name="Truncated">There are more than are listed.</param>
public sealed record EntryDifference(IReadOnlyList<EntryDifference.Element> Elements, bool Truncated)
{
    /// <param name="Path">A JSON Pointer (RFC 6901).</param>
    /// <param name="Kind">added, removed or changed.</param>
    /// <param name="Before">Absent where there was nothing, or JSON null.</param>
    /// <param name="After">Absent where there is nothing, or JSON null.</param>
    public sealed record Element(string Path, string Kind, JsonElement? Before, JsonElement? After);
}
