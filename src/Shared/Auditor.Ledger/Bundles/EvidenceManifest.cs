using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Auditor.Ledger;

/// <summary>
/// What an evidence bundle says it holds. It is signed by nobody: that its entries are of the log, their proofs show; that its author
/// left none out, nothing can show, unless it holds the whole log.
/// </summary>
public sealed record EvidenceManifest
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        MaxDepth = 64,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary><see cref="EvidenceNames.Format"/>.</summary>
    public required string Format { get; init; }

    /// <summary>UTC, by the clock of who made the bundle.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Who asked for it.</summary>
    public string CreatedBy { get; init; } = "";

    /// <summary>Origin of the log.</summary>
    public required string Origin { get; init; }

    /// <summary>Entries of the log by its checkpoint.</summary>
    public required long Size { get; init; }

    /// <summary>Entries of the bundle.</summary>
    public required long Entries { get; init; }

    /// <summary>How they were chosen: an object as the API takes it; an empty one says that the bundle holds the whole log.</summary>
    public JsonElement? Filter { get; init; }

    /// <summary>Every file of the bundle but the manifest, by name.</summary>
    public required IReadOnlyDictionary<string, EvidenceFile> Files { get; init; }

    /// <summary>Whether the bundle says that it holds every entry.</summary>
    [JsonIgnore]
    public bool ClaimsWholeLog => Filter is { ValueKind: JsonValueKind.Object } filter && !filter.EnumerateObject().Any();

    /// <summary>Reads a manifest.</summary>
    /// <exception cref="LedgerFormatException">Not one, or of a later format.</exception>
    public static EvidenceManifest Parse(ReadOnlySpan<byte> utf8)
    {
        EvidenceManifest manifest;
        try
        {
            manifest = JsonSerializer.Deserialize<EvidenceManifest>(utf8, Options) ?? throw new LedgerFormatException($"{EvidenceNames.Manifest} is empty.");
        }
        catch (JsonException wrong)
        {
            throw new LedgerFormatException($"{EvidenceNames.Manifest} is not what it should be: {wrong.Message}", wrong);
        }

        return manifest.Format == EvidenceNames.Format
            ? manifest
            : throw new LedgerFormatException($"The bundle is of the format '{manifest.Format}'; known here is '{EvidenceNames.Format}'.");
    }

    /// <summary>The file, in UTF-8.</summary>
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, Options);
}
