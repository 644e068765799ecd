namespace Auditor.AuditWriter.Retention;

/// <summary>Positions as ranges with both ends included, as a declaration gives them. Pure.</summary>
internal static class PositionRangeList
{
    public static List<long[]> Of(IEnumerable<long> positions)
    {
        var ranges = new List<long[]>();
        foreach (long position in positions.Order())
        {
            if (ranges is [.., { } last] && position <= last[1] + 1)
            {
                last[1] = position;
            }
            else
            {
                ranges.Add([position, position]);
            }
        }

        return ranges;
    }

    public static IEnumerable<long> Positions(IEnumerable<long[]> ranges)
    {
        foreach (long[] range in ranges)
        {
            for (long position = range[0]; position <= range[1]; position++)
            {
                yield return position;
            }
        }
    }

    public static long Count(IEnumerable<long[]> ranges) => ranges.Sum(range => range[1] - range[0] + 1);
}
