using Auditor.Contracts;
using Auditor.Rules;
using Auditor.Storage;

namespace Auditor.AuditWriter.Retention;

/// <summary>What is wrong with policies, by field. Pure.</summary>
internal static class RetentionValidation
{
    private const int MostDays = 36_500;
    private const int MostYears = 100;

    public static IReadOnlyList<(string Field, string Message)> Check(IReadOnlyList<RetentionPolicy> policies)
    {
        var problems = new List<(string, string)>();
        for (int i = 0; i < policies.Count; i++)
        {
            string field = $"policies[{i}]";
            if (policies[i] is not { } policy)
            {
                problems.Add((field, "It is null; a policy is an object with a 'class'."));
                continue;
            }

            CheckClass(policies, i, field + ".class", problems);
            bool floorIsGood = policy.Floor is null || CheckFloor(policy.Floor, field + ".floor", problems);
            bool ceilingIsGood = policy.Ceiling is null || CheckCeiling(policy.Ceiling, field + ".ceiling", problems);
            if (floorIsGood && ceilingIsGood && policy is { Floor: { } floor, Ceiling: { } ceiling } && !RetentionCalendar.Allows(ceiling, floor))
            {
                problems.Add((field + ".floor", "It demands that entries are kept longer than the ceiling allows; lower the floor, or raise the ceiling."));
            }
        }

        return problems;
    }

    private static void CheckClass(IReadOnlyList<RetentionPolicy> policies, int index, string field, List<(string, string)> problems)
    {
        string name = policies[index].Class;
        if (name != RetentionPolicy.TheRest && !AuditableResources.All.Contains(name))
        {
            problems.Add((field, $"'{name}' is not one of {RetentionPolicy.TheRest}, {string.Join(", ", AuditableResources.All)}."));
        }
        else if (policies.Take(index).Any(earlier => earlier?.Class == name))
        {
            problems.Add((field, $"'{name}' has a policy already; give one for each class."));
        }
    }

    private static bool CheckFloor(RetentionFloor floor, string field, List<(string, string)> problems)
    {
        int before = problems.Count;
        if ((floor.Days is null) == (floor.Years is null))
        {
            problems.Add((field, "Give exactly one of 'days' and 'years'."));
        }

        CheckNumber(floor.Days, 1, MostDays, field + ".days", problems);
        CheckNumber(floor.Years, 1, MostYears, field + ".years", problems);
        return problems.Count == before;
    }

    private static bool CheckCeiling(RetentionCeiling ceiling, string field, List<(string, string)> problems)
    {
        int before = problems.Count;
        if (new[] { ceiling.Days, ceiling.Years, ceiling.EndOfYearAfter }.Count(given => given is not null) != 1)
        {
            problems.Add((field, "Give exactly one of 'days', 'years' and 'endOfYearAfter'."));
        }

        CheckNumber(ceiling.Days, 1, MostDays, field + ".days", problems);
        CheckNumber(ceiling.Years, 1, MostYears, field + ".years", problems);
        CheckNumber(ceiling.EndOfYearAfter, 0, MostYears, field + ".endOfYearAfter", problems);
        if (ceiling.EndOfYearAfter is null ? ceiling.TimeZone is not null : NamedTimeZone.Find(ceiling.TimeZone) is null)
        {
            problems.Add((
                field + ".timeZone",
                ceiling.EndOfYearAfter is null
                    ? "Only 'endOfYearAfter' has a time zone; leave it out."
                    : $"'{ceiling.TimeZone}' is no time zone; give an IANA or Windows id, like Europe/Berlin."));
        }

        return problems.Count == before;
    }

    private static void CheckNumber(int? number, int least, int most, string field, List<(string, string)> problems)
    {
        if (number < least || number > most)
        {
            problems.Add((field, $"{number} is not a whole number from {least} to {most}."));
        }
    }
}
