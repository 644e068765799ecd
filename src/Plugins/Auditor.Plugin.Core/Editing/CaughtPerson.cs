namespace Auditor.Plugin.Core.Editing;

/// <summary>Somebody in the system, and whether the rule on the screen catches one.</summary>
public sealed record CaughtPerson(DirectoryUser User, bool IsCaught)
{
    public string Name => User.Name;

    public string Text => IsCaught ? "caught" : "not caught";
}
