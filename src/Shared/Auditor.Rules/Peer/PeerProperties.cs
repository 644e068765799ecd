namespace Auditor.Rules;

/// <summary>One rule item's properties in the peer's formats, and what was found wrong with them.</summary>
internal sealed class PeerProperties(IReadOnlyDictionary<string, string> properties)
{
    private readonly List<RuleProblem> _problems = [];

    public IReadOnlyList<RuleProblem> Problems => _problems;

    public void Report(string property, string message) => _problems.Add(new RuleProblem(property, message));

    /// <summary>The text of a property; empty when it is missing.</summary>
    public string Text(string property) =>
        properties.TryGetValue(property, out string? text) ? text?.Trim() ?? "" : "";

    /// <summary>A switch, <c>Yes</c> or <c>No</c>. Anything else is reported and counts as missing.</summary>
    public bool IsYes(string property, bool whenMissing)
    {
        string text = Text(property);
        if (string.Equals(text, "Yes", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        if (string.Equals(text, "No", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        if (text.Length > 0)
        {
            Report(property, $"Should be Yes or No and is '{text}'; {(whenMissing ? "Yes" : "No")} was taken.");
        }

        return whenMissing;
    }

    /// <summary>A list separated by <c>;</c>, each item trimmed, empty ones kept so that two lists stay side by side.</summary>
    public string[] List(string property)
    {
        string text = Text(property);

        // One separator at the end closes the last item, and does not start another.
        text = text.EndsWith(";", StringComparison.Ordinal) ? text.Substring(0, text.Length - 1) : text;
        return text.Length == 0 ? [] : Array.ConvertAll(text.Split(';'), item => item.Trim());
    }
}
