using System.Globalization;
using System.Text;
using System.Text.Json;
using Auditor.Contracts;
using Auditor.Ledger;
using Auditor.Wire;

namespace Auditor.AuditWriter.Changes;

/// <summary>
/// Whether the log can keep a JSON value without loss. What the log attests is canonical JSON (RFC 8785), whose numbers are doubles: a
/// value that this form does not have, or a number that would come back as another, is refused before it is appended. Pure.
/// </summary>
internal static class KeptJson
{
    /// <summary>Nesting of a value; an entry wraps it a few times more. The same as for activities.</summary>
    private const int DeepestNesting = 56;

    /// <summary>Digits beyond which a number is not read at all.</summary>
    private const int LongestNumber = 1000;

    /// <returns>Why the value cannot be kept, continuing the name of its field; null when it can.</returns>
    public static string? ProblemOf(JsonText value)
    {
        if (value.IsNull)
        {
            return null;
        }

        byte[] json = Encoding.UTF8.GetBytes(value.Text!);
        try
        {
            CanonicalJson.Canonicalize(json);
        }
        catch (LedgerFormatException problem)
        {
            return "cannot be kept: " + problem.Message;
        }

        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = CanonicalJson.DeepestNesting });
        while (reader.Read())
        {
            if (reader.CurrentDepth >= DeepestNesting)
            {
                return $"is nested too deeply; allowed are {DeepestNesting} levels.";
            }

            if (reader.TokenType == JsonTokenType.Number && LossOf(Encoding.ASCII.GetString(reader.ValueSpan)) is { } loss)
            {
                return loss;
            }
        }

        return null;
    }

    /// <summary>The same value without white space, so that a line of an export holds an entry; digits and order of members stay.</summary>
    public static JsonText OnOneLine(JsonText value) =>
        value.IsNull ? default : WireFormat.ToJsonText(JsonElement.Parse(value.Text!, new JsonDocumentOptions { MaxDepth = CanonicalJson.DeepestNesting }));

    private static string? LossOf(string number)
    {
        if (number.Length > LongestNumber)
        {
            return $"holds a number of {number.Length} characters; allowed are {LongestNumber}. Send it as a text.";
        }

        string kept = double.Parse(number, CultureInfo.InvariantCulture).ToString("R", CultureInfo.InvariantCulture);
        return Value(number) == Value(kept)
            ? null
            : $"holds the number {Quoted.Of(number)}, which the log would keep as {kept}: it has more digits than a double. Send it as a text.";
    }

    /// <summary>Sign, significant digits and exponent: two texts have the same exactly when they are the same decimal number.</summary>
    private static (bool Negative, string Digits, long Exponent) Value(string number)
    {
        int mark = number.AsSpan().IndexOfAny('e', 'E');
        string mantissa = (mark < 0 ? number : number[..mark]).TrimStart('-');
        int point = mantissa.IndexOf('.', StringComparison.Ordinal);
        string all = mantissa.Replace(".", "", StringComparison.Ordinal);
        string digits = all.TrimStart('0').TrimEnd('0');
        if (digits.Length == 0)
        {
            return (false, "", 0);
        }

        // An exponent that no long holds belongs to a number that was rounded to zero; it differs from what was kept in any case.
        long exponent = mark < 0 || !long.TryParse(number.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long given) ? 0 : given;
        long scale = point < 0 ? 0 : mantissa.Length - point - 1;
        return (number[0] == '-', digits, exponent - scale + (all.Length - all.TrimEnd('0').Length));
    }
}
