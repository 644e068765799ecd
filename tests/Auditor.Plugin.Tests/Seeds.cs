namespace Auditor.Plugin.Tests;

/// <summary>Seeds of hostility: the same mischief every time, another one for each.</summary>
internal static class Seeds
{
    public static TheoryData<int> Several => [1, 2, 3, 5, 8, 13, 21, 34];
}
