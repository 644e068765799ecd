using Auditor.Contracts;
using Auditor.Plugin.Core.Editing;

namespace Auditor.Plugin.Core.Tests.Editing;

/// <summary>An editor with everything around it.</summary>
internal sealed class EditorBench : IDisposable
{
    public EditorBench()
    {
        Saver = new RuleSaver(Service, Items, Items, Log);
        Loader = new UserDirectoryLoader(Directory, Log);
        Editor = new RuleEditorViewModel(Saver, Loader, Log);
    }

    public ScriptedRuleService Service { get; } = new();

    public MemoryItems Items { get; } = new();

    public ScriptedDirectory Directory { get; } = new();

    public SilentLog Log { get; } = new();

    public RuleSaver Saver { get; }

    public UserDirectoryLoader Loader { get; }

    public RuleEditorViewModel Editor { get; }

    public static AuditRule Rule(string name) => new()
    {
        Id = Guid.NewGuid(),
        Name = name,
        Whom = new Whom { Users = [new UserRef { Sid = ScriptedDirectory.Anna.Sid, Name = ScriptedDirectory.Anna.Name }] },
        Playback = new Demand { Prompt = true, Trigger = true },
    };

    /// <summary>A rule that is saved in both places.</summary>
    public RuleItem Saved(AuditRule rule)
    {
        RuleItem item = RuleItem.Of(Service.Put(rule));
        Items.Save(item);
        return Items[item.Id];
    }

    public async Task ShowAsync(RuleItem item)
    {
        Editor.Show(item);
        await Editor.Saving.Busy;
        await Loader.LoadAsync();
    }

    public async Task<bool> SaveAsync()
    {
        bool saved = Editor.Save();
        await Editor.Saving.Busy;
        return saved;
    }

    public SubjectChoice User(DirectoryUser user) => Editor.Draft.Whom.Users.All.Single(choice => choice.Id == user.Sid);

    public void Dispose()
    {
        Editor.Dispose();
        Loader.Dispose();
        Directory.Gate.Dispose();
    }
}
