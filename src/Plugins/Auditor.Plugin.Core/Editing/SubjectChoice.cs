namespace Auditor.Plugin.Core.Editing;

/// <summary>A user or role that a rule may catch or spare.</summary>
public sealed class SubjectChoice : DraftPart
{
    private bool _isCaught;
    private bool _isExempt;
    private string _name = "";
    private string _detail = "";
    private bool _isListed = true;

    /// <summary>SID or role id; null when it is known by name alone.</summary>
    public string? Id { get; internal set; }

    public string Name
    {
        get => _name;
        internal set => Set(ref _name, value);
    }

    /// <summary>What it is, or what is unusual about it.</summary>
    public string Detail
    {
        get => _detail;
        internal set => Set(ref _detail, value);
    }

    /// <summary>False when XProtect does not list it (any more).</summary>
    public bool IsListed
    {
        get => _isListed;
        internal set => Set(ref _isListed, value);
    }

    public bool IsCaught
    {
        get => _isCaught;
        set
        {
            if (Edit(ref _isCaught, value) && value)
            {
                IsExempt = false;
            }
        }
    }

    public bool IsExempt
    {
        get => _isExempt;
        set
        {
            if (Edit(ref _isExempt, value) && value)
            {
                IsCaught = false;
            }
        }
    }

    /// <summary>How the rule names it, to the letter; empty when it does not. Kept so that looking at a rule never changes it.</summary>
    internal List<SubjectRef> Named { get; } = [];
}
