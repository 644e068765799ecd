using System.Globalization;
using System.Text.Json;
using Auditor.Hosting.Api;
using Auditor.Wire;

namespace Auditor.AuditWriter.Catalogue;

/// <summary>Holds additional metadata to what the catalogue says of an action. Fields that it does not list are nobody's business here. Pure.</summary>
internal static class MetadataCheck
{
    private const string Metadata = "additionalMetadata";

    /// <param name="resource">The resource, for the message.</param>
    /// <param name="action">Says what is required and allowed.</param>
    /// <param name="metadata">An object, or undefined when there is none.</param>
    public static IEnumerable<FieldProblem> Check(CatalogueResource resource, CatalogueAction action, JsonElement metadata)
    {
        foreach (CatalogueField field in action.Metadata)
        {
            string path = $"{Metadata}.{field.Name}";
            if (metadata.ValueKind == JsonValueKind.Undefined || !metadata.TryGetProperty(field.Name, out JsonElement value) || value.ValueKind == JsonValueKind.Null)
            {
                if (field.Required)
                {
                    yield return new FieldProblem(path, $"is missing; {resource.Name} {action.Name} must have it: {Expected(field)}.{Strangers(field, action, metadata)}");
                }
            }
            else if (!Fits(value, field.Type))
            {
                yield return new FieldProblem(path, $"is {Shown(value)}; {Expected(field)} is expected.");
            }
            else if (field.Allowed is { } allowed && !allowed.Contains(value.GetString()))
            {
                yield return new FieldProblem(path, $"is {Shown(value)}; allowed are {string.Join(", ", allowed)}.");
            }
        }
    }

    private static bool Fits(JsonElement value, FieldType type) => type switch
    {
        FieldType.Text => value.ValueKind == JsonValueKind.String && !string.IsNullOrWhiteSpace(value.GetString()),
        FieldType.Uuid => value.ValueKind == JsonValueKind.String && value.TryGetGuid(out Guid id) && id != Guid.Empty,
        FieldType.Time => value.ValueKind == JsonValueKind.String
            && DateTimeOffset.TryParse(value.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _),
        FieldType.Number => value.ValueKind == JsonValueKind.Number,
        FieldType.Boolean => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        FieldType.Object => value.ValueKind == JsonValueKind.Object,
        FieldType.List => value.ValueKind == JsonValueKind.Array,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "This type is not known."),
    };

    private static string Expected(CatalogueField field) => field switch
    {
        { Allowed: { } allowed } => "one of " + string.Join(", ", allowed),
        { Type: FieldType.Text } => "a text that is not blank",
        { Type: FieldType.Uuid } => "a UUID",
        { Type: FieldType.Time } => "an ISO 8601 time",
        { Type: FieldType.Number } => "a number",
        { Type: FieldType.Boolean } => "true or false",
        { Type: FieldType.Object } => "an object",
        _ => "a list",
    };

    /// <summary>What is there under a name that is not known, first what differs in case, '-' or '_' only: most likely the missing field, misspelt.</summary>
    private static string Strangers(CatalogueField field, CatalogueAction action, JsonElement metadata)
    {
        if (metadata.ValueKind != JsonValueKind.Object)
        {
            return "";
        }

        string[] given =
        [
            .. metadata.EnumerateObject().Select(member => member.Name)
                .Where(name => !action.Metadata.Any(known => known.Name == name))
                .OrderBy(name => string.Equals(Plain(name), Plain(field.Name), StringComparison.OrdinalIgnoreCase) ? 0 : 1)
                .Take(5),
        ];
        return given.Length == 0 ? "" : $" Not known here: {string.Join(", ", given.Select(Quoted.Of))}.";
    }

    private static string Plain(string name) => name.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);

    private static string Shown(JsonElement value) => value.ValueKind == JsonValueKind.String ? Quoted.Of(value.GetString()) : Quoted.Of(value.GetRawText());
}
