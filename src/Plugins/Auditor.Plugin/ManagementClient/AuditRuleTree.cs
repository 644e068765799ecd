using System.Globalization;
using Auditor.Plugin.Core.Editing;
using Auditor.Plugin.SmartClient;
using VideoOS.Platform;
using VideoOS.Platform.Admin;

namespace Auditor.Plugin.ManagementClient;

/// <summary>
/// What the tree of Management Client knows of the audit rules and does with them, without its windows. Event Server asks some of it too; those
/// members are static, read an item and nothing else. No exception leaves it.
/// </summary>
/// <param name="parts">Made when the first page is shown, which in Event Server is never.</param>
internal sealed class AuditRuleTree(Func<AdministrationParts> parts) : IDisposable
{
    private const string NewName = "New audit rule";

    private AdministrationParts? _parts;
    private UserDirectoryLoader? _directory;
    private RuleSaver? _saver;

    public AdministrationParts Parts => _parts ??= parts();

    public RuleSaver Saver => _saver ??= new RuleSaver(Parts.RuleService, Parts.Items, Parts.WhenUnknown, Parts.Log);

    public UserDirectoryLoader Directory => _directory ??= new UserDirectoryLoader(Parts.Users, Parts.Log);

    /// <summary>Of the rule that is on the screen; null while there is no page.</summary>
    public RuleEditorViewModel? Editor { get; private set; }

    public static List<Item> Items(Item? parent) => Ask(() => Configuration.Instance.GetItemConfigurations(PluginIds.Plugin, parent, PluginIds.RuleKind)) ?? [];

    public static Item? Find(FQID? fqid) => fqid is null ? null : Ask(() => XProtectRuleItems.Find(fqid.ObjectId));

    public static OperationalState State(Item? item) => Standing(item).Kind switch
    {
        RuleStandingKind.Ok => OperationalState.Ok,
        RuleStandingKind.Disabled => OperationalState.Disabled,
        _ => OperationalState.Error,
    };

    public static string Details(Item? item) => Standing(item).Details;

    public RuleEditorViewModel OpenEditor()
    {
        CloseEditor();
        Editor = new RuleEditorViewModel(Saver, Directory, Parts.Log);
        return Editor;
    }

    public void CloseEditor()
    {
        Editor?.Dispose();
        Editor = null;
    }

    public void Show(Item? item)
    {
        if (item?.FQID is null)
        {
            Editor?.Clear();
        }
        else
        {
            Editor?.Show(XProtectRuleItems.Read(item));
        }
    }

    /// <param name="current">The node's own item, which the tree shows.</param>
    public bool Save(Item? current)
    {
        bool isSaved = Editor?.Save() ?? true;
        if (isSaved)
        {
            Refresh(current);
        }

        return isSaved;
    }

    /// <summary>Saved at once, as administrators expect of F2.</summary>
    public void Rename(Item? current, string? name)
    {
        if (Editor is { IsShown: true } editor && !editor.Rename(name ?? ""))
        {
            if (editor.Saving.XProtect.State == SaveState.Failed)
            {
                // The tree goes on showing what XProtect has.
                Tell(editor.Saving.XProtect.Text);
                return;
            }

            Tell($"'{name}' cannot be the name of an audit rule.");
        }

        Refresh(current);
    }

    /// <summary>A rule that asks nobody yet, and does nothing until it is saved in RuleService. Null, and the administrator is told, when XProtect does not take it.</summary>
    public Item? Create(FQID? suggested)
    {
        try
        {
            Guid id = suggested is null || suggested.ObjectId == Guid.Empty ? Guid.NewGuid() : suggested.ObjectId;
            RuleItem rule = RuleItem.New(id, FreeName());
            Parts.Items.Save(rule);
            return Ask(() => XProtectRuleItems.Find(id)) ?? XProtectRuleItems.NewItem(rule);
        }
        catch (RuleItemException problem)
        {
            Tell(problem.Message);
        }
        catch (Exception problem)
        {
            Log("A rule could not be created.", problem);
            Tell($"The rule could not be created: {problem.Message}");
        }

        return null;
    }

    /// <summary>The administrator is told when it fails.</summary>
    public async Task DeleteAsync(Item? deleted)
    {
        if (deleted?.FQID is null)
        {
            return;
        }

        RuleItem item = XProtectRuleItems.Read(deleted);
        try
        {
            await Saver.DeleteAsync(item, CancellationToken.None);
        }
        catch (RuleServiceException problem)
        {
            Tell($"The rule '{item.Rule.Name}' could not be deleted in RuleService and stays in force: {problem.Message} Its node comes back when you refresh the tree (F5).");
        }
        catch (Exception problem)
        {
            Log("A rule could not be deleted.", problem);
            Tell($"The rule '{item.Rule.Name}' could not be deleted: {problem.Message}");
        }
    }

    public void Dispose()
    {
        CloseEditor();
        _directory?.Dispose();
        _parts?.Dispose();
        (_directory, _saver, _parts) = (null, null, null);
    }

    private static RuleStanding Standing(Item? item) => item?.FQID is null
        ? new RuleStanding(RuleStandingKind.Disabled, "")
        : RuleStanding.Of(XProtectRuleItems.Read(item));

    private static T? Ask<T>(Func<T?> ask)
        where T : class
    {
        try
        {
            return ask();
        }
        catch (Exception problem)
        {
            Log("XProtect does not give the rules' items.", problem);
            return null;
        }
    }

    private static void Log(string message, Exception problem) => new MipLog(EnvironmentManager.Instance).Error("Rules", message, problem);

    private void Tell(string text)
    {
        try
        {
            Parts.Tell(text);
        }
        catch (Exception problem)
        {
            Log("The administrator could not be told of a failure.", problem);
        }
    }

    private string FreeName()
    {
        var taken = new HashSet<string>(Parts.Items.List().Select(item => item.Rule.Name), StringComparer.OrdinalIgnoreCase);
        string name = NewName;
        for (int number = 2; taken.Contains(name); number++)
        {
            name = $"{NewName} {number.ToString(CultureInfo.InvariantCulture)}";
        }

        return name;
    }

    private void Refresh(Item? current)
    {
        if (current?.FQID is { } fqid && Editor?.Saving.Item is { } saved && saved.Id == fqid.ObjectId)
        {
            current.Name = saved.Rule.Name;
            current.Enabled = saved.Rule.Enabled;
            current.Properties = saved.Properties().ToDictionary(property => property.Key, property => property.Value, StringComparer.Ordinal);
        }
    }
}
