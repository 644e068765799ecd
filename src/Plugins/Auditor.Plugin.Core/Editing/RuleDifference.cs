namespace Auditor.Plugin.Core.Editing;

/// <param name="Field">What differs, as the editor calls it.</param>
/// <param name="Mine">What it says on one side, in words.</param>
/// <param name="Theirs">What it says on the other.</param>
public sealed record RuleDifference(string Field, string Mine, string Theirs);
