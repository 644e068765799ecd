namespace Auditor.Plugin.Core.Editing;

/// <summary>How far a rule is saved in one of its two places.</summary>
public enum SaveState
{
    /// <summary>Nothing is known yet.</summary>
    Unknown,

    /// <summary>What is on the screen is not there, and nobody has tried.</summary>
    NotSaved,

    Saving,

    Saved,

    /// <summary>Tried, and refused; may be tried again.</summary>
    Failed,

    /// <summary>Somebody else saved another version; a person has to decide.</summary>
    EditedElsewhere,
}
