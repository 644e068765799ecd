using Auditor.WebConsole.Services;

namespace Auditor.WebConsole.Rules;

/// <summary>A page of the list of rules.</summary>
/// <param name="Reader">Who looks.</param>
/// <param name="Text">What name or words must have; empty for anything.</param>
/// <param name="State">One of <see cref="RuleState"/>; empty for any.</param>
/// <param name="Rows">Those on this page.</param>
/// <param name="Found">How many there are like that.</param>
/// <param name="Total">How many there are.</param>
/// <param name="Page">Which page, from 1.</param>
/// <param name="Pages">How many pages.</param>
/// <param name="Problem">Why there is nothing; null when all is well.</param>
public sealed record RuleList(
    RuleReader Reader, string Text, string State, IReadOnlyList<RuleRow> Rows, int Found, int Total, int Page, int Pages, ServiceException? Problem)
{
    public string AddressOf(int page) =>
        $"{RuleEndpoints.Path}?{(Text.Length > 0 ? $"text={Uri.EscapeDataString(Text)}&" : "")}{(State.Length > 0 ? $"state={State}&" : "")}page={page}";
}
