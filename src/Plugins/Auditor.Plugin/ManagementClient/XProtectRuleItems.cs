using Auditor.Plugin.Core.Editing;
using VideoOS.Platform;

namespace Auditor.Plugin.ManagementClient;

/// <summary>The rules' items, through the SDK.</summary>
internal sealed class XProtectRuleItems : IRuleItemStore
{
    public static RuleItem Read(Item item) => RuleItem.Read(item.FQID.ObjectId, item.Name ?? "", item.Properties ?? []);

    /// <summary>Null when there is none.</summary>
    /// <exception cref="Exception">XProtect's own: it does not give it.</exception>
    public static Item? Find(Guid id) => Configuration.Instance.GetItemConfiguration(PluginIds.Plugin, PluginIds.RuleKind, id);

    public static Item NewItem(RuleItem item)
    {
        var fqid = new FQID(EnvironmentManager.Instance.MasterSite.ServerId, Guid.Empty, item.Id, FolderType.No, PluginIds.RuleKind);
        return Write(new Item(fqid, item.Rule.Name), item);
    }

    public IReadOnlyList<RuleItem> List() => Ask("The rules' items could not be read", () =>
        (IReadOnlyList<RuleItem>)[.. (Configuration.Instance.GetItemConfigurations(PluginIds.Plugin, null, PluginIds.RuleKind) ?? []).Select(Read)]);

    public void Save(RuleItem item) => Ask("The rule's item could not be saved", () =>
    {
        Configuration.Instance.SaveItemConfiguration(PluginIds.Plugin, Find(item.Id) is { } known ? Write(known, item) : NewItem(item));
        return true;
    });

    public void Delete(Guid id) => Ask("The rule's item could not be deleted", () =>
    {
        if (Find(id) is { } known)
        {
            Configuration.Instance.DeleteItemConfiguration(PluginIds.Plugin, known);
        }

        return true;
    });

    private static Item Write(Item target, RuleItem item)
    {
        target.Name = item.Rule.Name;
        target.Enabled = item.Rule.Enabled;
        target.Properties = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (KeyValuePair<string, string> property in item.Properties())
        {
            target.Properties[property.Key] = property.Value;
        }

        return target;
    }

    private static T Ask<T>(string what, Func<T> ask)
    {
        try
        {
            return ask();
        }
        catch (Exception problem)
        {
            throw new RuleItemException($"{what} in XProtect: {problem.Message}", problem);
        }
    }
}
