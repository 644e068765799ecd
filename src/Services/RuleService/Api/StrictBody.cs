using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Auditor.Rules;
using Auditor.Wire;

namespace Auditor.RuleService.Api;

/// <summary>
/// Reads what a person wrote. The bus ignores unknown fields; here one is an error, because a misspelt field would silently
/// weaken a rule. Every problem is found, and named by its path.
/// </summary>
internal static class StrictBody
{
    /// <summary>More than anyone mends at once; a body that is wrong throughout must not make an answer many times its size.</summary>
    private const int MostProblems = 100;

    private static readonly JsonDocumentOptions Reading = new() { AllowDuplicateProperties = false };

    /// <returns>The value, or null with what is wrong.</returns>
    public static async Task<(T? Value, IReadOnlyList<RuleProblem> Problems)> ReadAsync<T>(HttpRequest request)
        where T : class
    {
        try
        {
            using JsonDocument document = await JsonDocument.ParseAsync(request.Body, Reading, request.HttpContext.RequestAborted);
            var problems = new List<RuleProblem>();
            Check(document.RootElement, typeof(T), "", problems);
            return problems.Count > 0 ? (null, problems) : (document.RootElement.Deserialize<T>(WireFormat.Options), []);
        }
        catch (JsonException problem)
        {
            string path = problem.Path is { Length: > 2 } at && at.StartsWith("$.", StringComparison.Ordinal) ? at[2..] : "body";
            return (null, [new RuleProblem(path, WireFormat.Explain(problem))]);
        }
        catch (InvalidOperationException)
        {
            // What JsonElement throws when a name in an otherwise well-formed document is half a surrogate pair or no UTF-8.
            return (null, [new RuleProblem("body", "There is a field name that is not valid Unicode.")]);
        }
    }

    private static void Check(JsonElement value, Type type, string path, List<RuleProblem> problems)
    {
        JsonTypeInfo shape = WireFormat.Options.GetTypeInfo(type);
        switch (shape.Kind, value.ValueKind)
        {
            case (JsonTypeInfoKind.Object, JsonValueKind.Object):
                CheckObject(value, shape, path, problems);
                break;
            case (JsonTypeInfoKind.Object, _):
                problems.Add(new RuleProblem(path.Length == 0 ? "body" : path, "An object is expected."));
                break;
            case (JsonTypeInfoKind.Enumerable, JsonValueKind.Array):
                CheckItems(value.EnumerateArray(), shape.ElementType!, path, problems);
                break;
            case (JsonTypeInfoKind.Enumerable, _):
                problems.Add(new RuleProblem(path, "A list is expected."));
                break;
            case (JsonTypeInfoKind.Dictionary, JsonValueKind.Object):
                foreach (JsonProperty entry in value.EnumerateObject().Where(entry => entry.Value.ValueKind == JsonValueKind.Null).Take(MostProblems))
                {
                    problems.Add(new RuleProblem($"{path}.{entry.Name}", "null is not allowed; leave the entry out."));
                }

                break;
            case (JsonTypeInfoKind.None, JsonValueKind.String) when (Nullable.GetUnderlyingType(type) ?? type) is { IsEnum: true } words:
                CheckWord(value.GetString()!, words, path, problems);
                break;
        }
    }

    private static void CheckWord(string value, Type words, string path, List<RuleProblem> problems)
    {
        string[] allowed = [.. Enum.GetNames(words).Select(JsonNamingPolicy.CamelCase.ConvertName)];
        if (!allowed.Contains(value, StringComparer.OrdinalIgnoreCase))
        {
            problems.Add(new RuleProblem(path, $"{Quoted.Of(value)} is not known; allowed are {string.Join(", ", allowed)}."));
        }
    }

    private static void CheckObject(JsonElement value, JsonTypeInfo shape, string path, List<RuleProblem> problems)
    {
        foreach (JsonProperty field in value.EnumerateObject())
        {
            if (problems.Count >= MostProblems)
            {
                return;
            }

            string fieldPath = path.Length == 0 ? field.Name : path + "." + field.Name;
            JsonPropertyInfo? known = shape.Properties.FirstOrDefault(property => property.Name == field.Name);
            if (known is null)
            {
                string allowed = string.Join(", ", shape.Properties.Select(property => property.Name));
                problems.Add(new RuleProblem(fieldPath, $"There is no field {Quoted.Of(field.Name)} here; allowed are {allowed}."));
            }
            else if (field.Value.ValueKind != JsonValueKind.Null)
            {
                Check(field.Value, known.PropertyType, fieldPath, problems);
            }
            else if (!known.IsSetNullable)
            {
                problems.Add(new RuleProblem(fieldPath, "null is not allowed; leave the field out."));
            }
        }
    }

    private static void CheckItems(JsonElement.ArrayEnumerator items, Type type, string path, List<RuleProblem> problems)
    {
        int index = 0;
        foreach (JsonElement item in items)
        {
            if (problems.Count >= MostProblems)
            {
                return;
            }

            string itemPath = $"{path}[{index++}]";
            if (item.ValueKind == JsonValueKind.Null)
            {
                problems.Add(new RuleProblem(itemPath, "null is not allowed in a list."));
            }
            else
            {
                Check(item, type, itemPath, problems);
            }
        }
    }
}
