using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Auditor.Contracts;
using Auditor.Wire;
using Microsoft.AspNetCore.Http;

namespace Auditor.Hosting.Api;

/// <summary>
/// Reads what a person wrote. The bus ignores unknown fields; here one is an error, because a misspelt field would silently
/// weaken a rule or lose what it said. Every problem is found, and named by its path.
/// </summary>
public static class StrictBody
{
    /// <summary>More than anyone mends at once; a body that is wrong throughout must not make an answer many times its size.</summary>
    public const int MostProblems = 100;

    /// <returns>The value, or null with what is wrong.</returns>
    public static async Task<(T? Value, IReadOnlyList<FieldProblem> Problems)> ReadAsync<T>(HttpRequest request)
        where T : class
    {
        (JsonDocument? document, IReadOnlyList<FieldProblem> problems) = await ParseAsync(request);
        using (document)
        {
            return document is null ? (null, problems) : Read<T>(document.RootElement, "");
        }
    }

    /// <summary>The body as JSON of any shape, for a route that takes more than one.</summary>
    /// <returns>The document, or null with what is wrong.</returns>
    public static async Task<(JsonDocument? Document, IReadOnlyList<FieldProblem> Problems)> ParseAsync(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        try
        {
            return (await JsonDocument.ParseAsync(request.Body, cancellationToken: request.HttpContext.RequestAborted), []);
        }
        catch (JsonException problem)
        {
            return (null, [new FieldProblem("body", WireFormat.Explain(problem))]);
        }
    }

    /// <param name="value">A part of the body.</param>
    /// <param name="path">Where in the body it stands; empty for the whole.</param>
    /// <returns>The value, or null with what is wrong.</returns>
    public static (T? Value, IReadOnlyList<FieldProblem> Problems) Read<T>(JsonElement value, string path)
        where T : class
    {
        try
        {
            var problems = new List<FieldProblem>();
            Check(value, typeof(T), path, problems);
            return problems.Count > 0 ? (null, problems) : (value.Deserialize<T>(WireFormat.Options), []);
        }
        catch (JsonException problem)
        {
            string field = problem.Path is { Length: > 2 } at && at.StartsWith("$.", StringComparison.Ordinal) ? Under(path, at[2..]) : WholeOf(path);
            // Line and byte are those of the part, which would mislead in anything but the whole.
            return (null, [new FieldProblem(field, path.Length == 0 ? WireFormat.Explain(problem) : WireProblem.WhatIsWrong(problem) + ".")]);
        }
        catch (InvalidOperationException)
        {
            // What JsonElement throws when a name or text in an otherwise well-formed document is half a surrogate pair or no UTF-8.
            return (null, [new FieldProblem(WholeOf(path), "There is a field name or a text that is not valid Unicode.")]);
        }
    }

    private static void Check(JsonElement value, Type type, string path, List<FieldProblem> problems)
    {
        JsonTypeInfo shape = WireFormat.Options.GetTypeInfo(type);
        switch (shape.Kind, value.ValueKind)
        {
            case (JsonTypeInfoKind.Object, JsonValueKind.Object):
                CheckObject(value, shape, path, problems);
                break;
            case (JsonTypeInfoKind.Object, _):
                problems.Add(new FieldProblem(WholeOf(path), "An object is expected."));
                break;
            case (JsonTypeInfoKind.Enumerable, JsonValueKind.Array):
                CheckItems(value.EnumerateArray(), shape.ElementType!, path, problems);
                break;
            case (JsonTypeInfoKind.Enumerable, _):
                problems.Add(new FieldProblem(path, "A list is expected."));
                break;
            case (JsonTypeInfoKind.Dictionary, JsonValueKind.Object):
                CheckEntries(value, path, problems);
                break;
            case (JsonTypeInfoKind.None, JsonValueKind.String) when (Nullable.GetUnderlyingType(type) ?? type) is { IsEnum: true } words:
                CheckWord(value.GetString()!, words, path, problems);
                break;
        }
    }

    private static void CheckWord(string value, Type words, string path, List<FieldProblem> problems)
    {
        string[] allowed = [.. Enum.GetNames(words).Select(JsonNamingPolicy.CamelCase.ConvertName)];
        if (!allowed.Contains(value, StringComparer.OrdinalIgnoreCase))
        {
            problems.Add(new FieldProblem(path, $"{Quoted.Of(value)} is not known; allowed are {string.Join(", ", allowed)}."));
        }
    }

    private static void CheckEntries(JsonElement value, string path, List<FieldProblem> problems)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (JsonProperty entry in value.EnumerateObject().TakeWhile(_ => problems.Count < MostProblems))
        {
            if (!seen.Add(entry.Name))
            {
                problems.Add(Twice(Under(path, entry.Name)));
            }
            else if (entry.Value.ValueKind == JsonValueKind.Null)
            {
                problems.Add(new FieldProblem(Under(path, entry.Name), "null is not allowed; leave the entry out."));
            }
        }
    }

    private static void CheckObject(JsonElement value, JsonTypeInfo shape, string path, List<FieldProblem> problems)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (JsonProperty field in value.EnumerateObject().TakeWhile(_ => problems.Count < MostProblems))
        {
            string fieldPath = Under(path, field.Name);
            JsonPropertyInfo? known = shape.Properties.FirstOrDefault(property => property.Name == field.Name);
            if (known is null)
            {
                string allowed = string.Join(", ", shape.Properties.Select(property => property.Name));
                problems.Add(new FieldProblem(fieldPath, $"There is no field {Quoted.Of(field.Name)} here; allowed are {allowed}."));
            }
            else if (!seen.Add(field.Name))
            {
                problems.Add(Twice(fieldPath));
            }
            else if (field.Value.ValueKind != JsonValueKind.Null)
            {
                Check(field.Value, known.PropertyType, fieldPath, problems);
            }
            else if (!known.IsSetNullable && known.PropertyType != typeof(JsonText))
            {
                problems.Add(new FieldProblem(fieldPath, "null is not allowed; leave the field out."));
            }
        }
    }

    private static void CheckItems(JsonElement.ArrayEnumerator items, Type type, string path, List<FieldProblem> problems)
    {
        int index = 0;
        foreach (JsonElement item in items.TakeWhile(_ => problems.Count < MostProblems))
        {
            string itemPath = $"{path}[{index++}]";
            if (item.ValueKind == JsonValueKind.Null)
            {
                problems.Add(new FieldProblem(itemPath, "null is not allowed in a list."));
            }
            else
            {
                Check(item, type, itemPath, problems);
            }
        }
    }

    private static FieldProblem Twice(string path) => new(path, "It stands there twice; say it once.");

    private static string Under(string path, string name) => path.Length == 0 ? name : path + "." + name;

    private static string WholeOf(string path) => path.Length == 0 ? "body" : path;
}
