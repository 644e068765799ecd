using Auditor.Plugin.Core.Screens;

namespace Auditor.Plugin.Core.Editing;

/// <summary>A secret that can be given anew and is never shown again.</summary>
public sealed class SecretDraft : ScreenModel
{
    private string _entered = "";
    private bool _isKept;

    /// <summary>What was typed since it was last saved; empty leaves the kept one as it is.</summary>
    public string Entered
    {
        get => _entered;
        set
        {
            Set(ref _entered, value);
            Tell(nameof(Hint));
        }
    }

    /// <summary>Whether one is kept.</summary>
    public bool IsKept
    {
        get => _isKept;
        internal set
        {
            Set(ref _isKept, value);
            Tell(nameof(Hint));
        }
    }

    public string Hint => Entered.Length > 0 ? "New; not saved yet" : IsKept ? "Kept, unchanged" : "None yet";
}
