namespace Auditor.WebConsole.Overview;

/// <summary>How many entries match, as <c>/api/audit/counts</c> says it.</summary>
/// <param name="Total">All that match.</param>
/// <param name="By">The values of each field that was asked for, most first.</param>
public sealed record EntryCounts(long Total, IReadOnlyDictionary<string, IReadOnlyList<ValueCount>> By)
{
    /// <summary>How many have a value of a field; 0 where none has.</summary>
    public long Of(string field, string value) => By.GetValueOrDefault(field)?.FirstOrDefault(one => one.Value == value)?.Count ?? 0;
}
