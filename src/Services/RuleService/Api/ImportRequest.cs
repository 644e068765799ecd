namespace Auditor.RuleService.Api;

/// <summary>Rules of the plugin that our users come from.</summary>
internal sealed record ImportRequest
{
    public IReadOnlyList<ImportSource> Rules { get; init; } = [];

    /// <summary>False: only say what would be saved.</summary>
    public bool Save { get; init; }
}
