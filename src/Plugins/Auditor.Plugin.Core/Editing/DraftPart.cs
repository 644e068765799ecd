using System.Runtime.CompilerServices;
using Auditor.Plugin.Core.Screens;

namespace Auditor.Plugin.Core.Editing;

/// <summary>A part of a rule while it is edited.</summary>
public abstract class DraftPart : ScreenModel
{
    private string? _problem;

    /// <summary>Raised when something that the rule is made of has changed.</summary>
    public event EventHandler? Edited;

    /// <summary>What is wrong with this part, in sentences; null when nothing is.</summary>
    public string? Problem
    {
        get => _problem;
        internal set => Set(ref _problem, value);
    }

    protected bool Edit<T>(ref T field, T value, [CallerMemberName] string name = "")
    {
        if (!Set(ref field, value, name))
        {
            return false;
        }

        RaiseEdited();
        return true;
    }

    protected void RaiseEdited() => Edited?.Invoke(this, EventArgs.Empty);

    /// <summary>An edit of the part is an edit of this.</summary>
    protected T With<T>(T part)
        where T : DraftPart
    {
        part.Edited += (_, _) => RaiseEdited();
        return part;
    }
}
