using Auditor.Contracts;

namespace Auditor.Plugin.Core.Editing;

/// <summary>A predefined reason, while it is edited. Any text will do, whatever signs are in it.</summary>
public sealed class ReasonDraft : DraftPart
{
    private string _text = "";
    private bool _playback = true;
    private bool _export = true;
    private bool _independentPlayback = true;

    public string Text
    {
        get => _text;
        set => Edit(ref _text, value);
    }

    public bool Playback
    {
        get => _playback;
        set => Edit(ref _playback, value);
    }

    public bool Export
    {
        get => _export;
        set => Edit(ref _export, value);
    }

    public bool IndependentPlayback
    {
        get => _independentPlayback;
        set => Edit(ref _independentPlayback, value);
    }

    public static ReasonDraft Of(PredefinedReason reason) => new()
    {
        Text = reason.Text,
        Playback = reason.Activities.Contains(ActivityType.Playback),
        Export = reason.Activities.Contains(ActivityType.Export),
        IndependentPlayback = reason.Activities.Contains(ActivityType.IndependentPlayback),
    };

    public PredefinedReason ToReason() => new()
    {
        Text = Text.Trim(),
        Activities =
        [
            .. Playback ? [ActivityType.Playback] : Array.Empty<ActivityType>(),
            .. Export ? [ActivityType.Export] : Array.Empty<ActivityType>(),
            .. IndependentPlayback ? [ActivityType.IndependentPlayback] : Array.Empty<ActivityType>(),
        ],
    };
}
