using Auditor.Plugin.Core.Screens;

namespace Auditor.Plugin.Core.Editing;

/// <summary>How far a rule is saved in one of its two places, for the screen.</summary>
public sealed class SaveStatus(string place) : ScreenModel
{
    private SaveState _state;
    private string _text = "";

    public string Place { get; } = place;

    public SaveState State
    {
        get => _state;
        private set => Set(ref _state, value);
    }

    /// <summary>A sentence.</summary>
    public string Text
    {
        get => _text;
        private set => Set(ref _text, value);
    }

    public bool CanRetry => State == SaveState.Failed;

    internal void Show(SaveState state, string text)
    {
        State = state;
        Text = text;
        Tell(nameof(CanRetry));
    }
}
