using Auditor.Contracts;

namespace Auditor.Plugin.Core.Editing;

/// <summary>What is demanded for one activity type, while it is edited.</summary>
public sealed class DemandDraft : DraftPart
{
    private bool _prompt;
    private bool _trigger;

    public bool Prompt
    {
        get => _prompt;
        set => Edit(ref _prompt, value);
    }

    public bool Trigger
    {
        get => _trigger;
        set => Edit(ref _trigger, value);
    }

    public Demand ToDemand() => new() { Prompt = Prompt, Trigger = Trigger };

    public void Fill(Demand demand) => (Prompt, Trigger) = (demand.Prompt, demand.Trigger);
}
