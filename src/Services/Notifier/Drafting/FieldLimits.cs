using Auditor.Hosting.Api;
using Auditor.Wire;

namespace Auditor.Notifier.Drafting;

/// <summary>What any text or list of a subscription must keep to.</summary>
internal static class FieldLimits
{
    public const int MostValues = 50;
    public const int LongestText = 200;

    /// <summary>One line that says something.</summary>
    public static IEnumerable<FieldProblem> Text(string field, string? text, int longest)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            yield return new FieldProblem(field, "must not be empty.");
        }
        else if (text.Length > longest)
        {
            yield return new FieldProblem(field, $"must have at most {longest} characters; this one has {text.Length}.");
        }
        else if (text.Any(char.IsControl))
        {
            yield return new FieldProblem(field, "must not have control characters.");
        }
    }

    public static IEnumerable<FieldProblem> Texts(string field, IReadOnlyList<string> texts) =>
        Count(field, texts.Count).Concat(texts.Take(MostValues).SelectMany((text, i) => Text($"{field}[{i}]", text, LongestText)));

    /// <summary>Each has to be one of those that there are.</summary>
    public static IEnumerable<FieldProblem> Words(string field, IReadOnlyList<string> words, IReadOnlyCollection<string> allowed) =>
        Count(field, words.Count).Concat(words.Take(MostValues).SelectMany((word, i) => Word($"{field}[{i}]", word, allowed)));

    public static IEnumerable<FieldProblem> Word(string field, string word, IReadOnlyCollection<string> allowed) =>
        allowed.Contains(word) ? [] : [new FieldProblem(field, $"{Quoted.Of(word)} is not known; allowed are {string.Join(", ", allowed)}.")];

    public static IEnumerable<FieldProblem> Count(string field, int count) =>
        count <= MostValues ? [] : [new FieldProblem(field, $"must list at most {MostValues}; there are {count}.")];
}
