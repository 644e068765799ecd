namespace Auditor.RuleService.Api;

/// <summary>One rule as that plugin stores it: its item's name and its properties.</summary>
internal sealed record ImportSource
{
    public string Name { get; init; } = "";

    public IReadOnlyDictionary<string, string> Properties { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
