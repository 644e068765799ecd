using System.Text.Json;
using System.Text.RegularExpressions;
using Auditor.Contracts;

namespace Auditor.Wire;

/// <summary>Turns what the JSON library says to a developer into what helps the one who wrote the JSON.</summary>
public static class WireProblem
{
    private const string ControlCharacter = "'0x0A' is invalid within a JSON string";
    private const string UnknownField = "could not be mapped to any .NET member";

    private static readonly Regex Conversion = new(
        "could not be converted to (?<type>[^ ]+?)\\.?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    /// <summary>The field in quotes, as a path from the body, or "the body".</summary>
    public static string FieldOf(JsonException problem) => problem.Path switch
    {
        null or "" or "$" => "the body",
        { } path when path.StartsWith("$.", StringComparison.Ordinal) => "'" + path.Substring(2) + "'",
        { } path => "'" + path + "'",
    };

    /// <summary>What is wrong and what is allowed, without a full stop.</summary>
    public static string WhatIsWrong(JsonException problem)
    {
        string text = problem.Message;
        foreach (string place in (string[])[" Path: ", " LineNumber: "])
        {
            int cut = text.IndexOf(place, StringComparison.Ordinal);
            text = cut < 0 ? text : text.Substring(0, cut);
        }

        text = text.TrimEnd('.', ' ');
        if (text.Contains(ControlCharacter))
        {
            return text + ": a line break in a text is written \\n";
        }

        if (text.Contains(UnknownField))
        {
            return "there is no such field";
        }

        return Conversion.Match(text) is { Success: true } conversion ? Expected(conversion.Groups["type"].Value) + " is expected" : text;
    }

    private static string Expected(string type)
    {
        // Nullable`1[System.Int32] says the same as System.Int32 to whoever writes JSON.
        int bracket = type.IndexOf('[');
        string name = bracket > 0 && type.StartsWith("System.Nullable", StringComparison.Ordinal) ? type.Substring(bracket + 1).TrimEnd(']') : type;
        return name switch
        {
            "System.Boolean" => "true or false",
            "System.Int32" or "System.Int64" => "a whole number",
            "System.Double" => "a number",
            "System.Guid" => "a UUID like 0199c3a2-5b1e-7c44-9a6f-3d2b1a0f9e8d",
            "System.String" => "a text",
            "System.DayOfWeek" => Words(typeof(DayOfWeek)),
            _ when name.IndexOf("List", StringComparison.Ordinal) >= 0 => "a list",
            _ when typeof(ActivityObserved).Assembly.GetType(name) is { IsEnum: true } words => Words(words),
            _ => "an object",
        };
    }

    private static string Words(Type type) => "one of " + string.Join(", ", Enum.GetNames(type).Select(JsonNamingPolicy.CamelCase.ConvertName));
}
