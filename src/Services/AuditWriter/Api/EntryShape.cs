using System.Text.Json;
using System.Text.Json.Nodes;
using Auditor.AuditWriter.Changes;
using Auditor.AuditWriter.Differences;
using Auditor.Contracts;
using Auditor.Storage;
using Auditor.Wire;

namespace Auditor.AuditWriter.Api;

/// <summary>How entries are shown: their JSON values structured or in strings, with or without the difference of their states.</summary>
/// <param name="InStrings">As <see cref="JsonInStrings"/> packs them.</param>
/// <param name="WithDifference">With a member <c>difference</c>, a <see cref="StateDifference"/>.</param>
internal sealed record EntryShape(bool InStrings, bool WithDifference)
{
    public static readonly string[] Parameters = ["shape", "difference"];

    public static EntryShape Read(QueryParameters parameters) =>
        new(parameters.Word("shape", ["structured", "seed"]) == "seed", parameters.Flag("difference"));

    public IResult Show(AuditEntry entry) => WithDifference ? Results.Ok(Compared(entry)) : Results.Ok(Shaped(entry));

    public IResult Show(AuditPage page)
    {
        string? next = page.Next?.ToString();
        return WithDifference
            ? Results.Ok(new { Entries = page.Entries.Select(Compared), Next = next })
            : Results.Ok(new EntryPage([.. page.Entries.Select(Shaped)], next));
    }

    private AuditEntry Shaped(AuditEntry entry) => InStrings ? JsonInStrings.Pack(entry) : entry;

    private JsonNode Compared(AuditEntry entry)
    {
        JsonNode shown = JsonSerializer.SerializeToNode(Shaped(entry), WireFormat.Options)!;
        shown["difference"] = JsonSerializer.SerializeToNode(StateComparison.Of(entry.PreviousState, entry.NewState), WireFormat.Options);
        return shown;
    }
}
