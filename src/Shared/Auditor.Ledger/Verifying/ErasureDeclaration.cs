using System.Runtime.InteropServices;
using System.Text.Json;

namespace Auditor.Ledger;

/// <summary>
/// An entry by which the log itself says that entries were erased (retention): resource AUDIT_LOG, action ERASE, and
/// <code>"additionalMetadata":{"positions":[[first,last],...]}</code>
/// with both ends included. Only what lies before the declaring entry can be declared. The action KEEP, in the same form, takes back
/// what was declared before it: those entries were left after all.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ErasureDeclaration(long DeclaredAt, long First, long Last, bool TakenBack = false)
{
    /// <summary>What is declared erased in the end: in the order of the log, each declaration adds positions or takes them back.</summary>
    public static PositionRanges InForce(IEnumerable<ErasureDeclaration> declarations)
    {
        var declared = new PositionRanges();
        foreach (IGrouping<(long, bool TakenBack), ErasureDeclaration> entry in declarations.GroupBy(declaration => (declaration.DeclaredAt, declaration.TakenBack)).OrderBy(entry => entry.Key))
        {
            var positions = new PositionRanges();
            foreach (ErasureDeclaration range in entry)
            {
                (entry.Key.TakenBack ? positions : declared).Add(range.First, range.Last);
            }

            declared = entry.Key.TakenBack ? declared.Except(positions) : declared;
        }

        return declared;
    }

    /// <summary>Whether it is worth reading; most entries are not.</summary>
    public static bool MayBeIn(ReadOnlySpan<byte> attested) => attested.IndexOf("\"auditableAction\":\"ERASE\""u8) >= 0
        || attested.IndexOf("\"auditableAction\":\"KEEP\""u8) >= 0;

    /// <summary>What an entry declares; nothing when it is none of these or not in their form.</summary>
    public static IEnumerable<ErasureDeclaration> Read(ReadOnlyMemory<byte> attested, long position)
    {
        JsonDocument json;
        try
        {
            json = JsonDocument.Parse(attested, new JsonDocumentOptions { MaxDepth = CanonicalJson.DeepestNesting });
        }
        catch (JsonException)
        {
            yield break;
        }

        using (json)
        {
            JsonElement entry = json.RootElement;
            bool kept = Is(entry, "auditableAction", "KEEP");
            if (!Is(entry, "auditableResource", "AUDIT_LOG") || (!kept && !Is(entry, "auditableAction", "ERASE"))
                || !entry.TryGetProperty("additionalMetadata", out JsonElement metadata) || metadata.ValueKind != JsonValueKind.Object
                || !metadata.TryGetProperty("positions", out JsonElement ranges) || ranges.ValueKind != JsonValueKind.Array)
            {
                yield break;
            }

            foreach (JsonElement range in ranges.EnumerateArray())
            {
                if (range.ValueKind == JsonValueKind.Array && range.GetArrayLength() == 2
                    && Number(range[0]) is { } first && Number(range[1]) is { } last
                    && first >= 0 && first <= last && last < position)
                {
                    yield return new ErasureDeclaration(position, first, last, kept);
                }
            }
        }
    }

    private static bool Is(JsonElement entry, string name, string value) =>
        entry.ValueKind == JsonValueKind.Object && entry.TryGetProperty(name, out JsonElement found) && found.ValueKind == JsonValueKind.String && found.ValueEquals(value);

    private static long? Number(JsonElement element) =>
        element.ValueKind == JsonValueKind.Number && element.TryGetInt64(out long number) ? number : null;
}
