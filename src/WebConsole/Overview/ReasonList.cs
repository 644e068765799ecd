namespace Auditor.WebConsole.Overview;

/// <summary>The reasons of persons, as <c>/api/audit/reasons</c> says it.</summary>
public sealed record ReasonList(IReadOnlyList<ReasonList.Person> Persons)
{
    /// <summary>How many reasons, how many of them in words that the person had used before, and the words used most.</summary>
    public sealed record Person(string Actor, long Count, long Repeated, string Most)
    {
        /// <summary>From 0 to 1.</summary>
        public double Share => Count == 0 ? 0 : (double)Repeated / Count;
    }
}
