using Auditor.Contracts;
using Auditor.Plugin.Core.Connections;
using Auditor.Plugin.Core.Editing;
using Auditor.Plugin.ManagementClient;
using VideoOS.Platform;
using VideoOS.Platform.Admin;

namespace Auditor.Plugin.Tests.ManagementClient;

public sealed class RuleTreeTests
{
    [Fact]
    public async Task New_nodes_have_free_names_and_do_nothing_yet()
    {
        await using var office = new Office();
        using AuditRuleTree tree = office.Tree();
        var suggested = new FQID(office.Site.ServerId, Guid.Empty, Guid.NewGuid(), FolderType.No, PluginIds.RuleKind);

        Item first = (await office.Do(() => tree.Create(suggested)))!;
        Item second = (await office.Do(() => tree.Create(null)))!;

        Assert.Equal((suggested.ObjectId, "New audit rule"), (first.FQID.ObjectId, first.Name));
        Assert.Equal("New audit rule 2", second.Name);
        Assert.NotEqual(Guid.Empty, second.FQID.ObjectId);
        Assert.Equal((OperationalState.Disabled, "Not saved in RuleService yet, so it does nothing."), (AuditRuleTree.State(first), AuditRuleTree.Details(first)));
        Assert.Equal(2, (await office.Do(() => AuditRuleTree.Items(null))).Count);
        Assert.Equal(first.Name, (await office.Do(() => AuditRuleTree.Find(first.FQID)))?.Name);
        Assert.Null(await office.Do(() => AuditRuleTree.Find(null)));
    }

    [Fact]
    public async Task A_node_stands_as_its_item_says()
    {
        await using var office = new Office();
        AuditRule rule = Office.Rule("Night").Rule with { Version = 2 };

        Assert.Equal(OperationalState.Ok, await StateAsync(RuleItem.Of(rule)));
        Assert.Equal(OperationalState.Disabled, await StateAsync(RuleItem.Of(rule with { Enabled = false })));
        Assert.Equal(OperationalState.Error, await StateAsync(RuleItem.Of(rule) with { NotSaved = "Away." }));
        var bare = new Item(new FQID(office.Site.ServerId, Guid.Empty, Guid.NewGuid(), FolderType.No, PluginIds.RuleKind), null!) { Properties = null! };
        Assert.Equal((OperationalState.Error, "The rule's item cannot be read: The item has no rule in it."), (AuditRuleTree.State(bare), AuditRuleTree.Details(bare)));
        Assert.Equal((OperationalState.Disabled, ""), (AuditRuleTree.State(null), AuditRuleTree.Details(null)));
        Assert.Equal(OperationalState.Disabled, AuditRuleTree.State(new Item(null!, "No id")));

        Task<OperationalState> StateAsync(RuleItem item) => office.Do(() => AuditRuleTree.State(XProtectRuleItems.NewItem(item)));
    }

    [Fact]
    public async Task A_renamed_node_is_saved_in_both_places_and_shown_so()
    {
        await using var office = new Office();
        using AuditRuleTree tree = office.Tree();
        Item node = await OpenAsync(office, tree);

        await office.Client.RunAsync(async () =>
        {
            tree.Rename(node, " Nights ");
            await tree.Editor!.Saving.Busy;
            return true;
        });

        Assert.Equal("Nights", node.Name);
        Assert.Equal("Nights", office.Service.Rule(node.FQID.ObjectId)?.Name);
        Assert.Equal("Nights", (await office.Do(() => AuditRuleTree.Find(node.FQID)))?.Name);

        await office.Do(() => tree.Rename(node, "  "));
        Assert.Equal("'  ' cannot be the name of an audit rule.", Assert.Single(office.Told));
        Assert.Equal("Nights", node.Name);

        office.Client.ItemRefusal = "No rights.";
        await office.Do(() => tree.Rename(node, "Days"));
        Assert.Equal("The rule's item could not be saved in XProtect: No rights.", office.Told[^1]);
        office.Client.ItemRefusal = null;
        Assert.Equal("Nights", (await office.Do(() => AuditRuleTree.Find(node.FQID)))?.Name);
        Assert.Equal("Nights", node.Name);
    }

    [Fact]
    public async Task A_deleted_node_is_gone_in_both_places()
    {
        await using var office = new Office();
        using AuditRuleTree tree = office.Tree();
        Item node = await OpenAsync(office, tree);

        await DeleteAsync(office, tree, await office.Do(() => AuditRuleTree.Find(node.FQID)));

        Assert.Empty(await office.Do(() => AuditRuleTree.Items(null)));
        Assert.Null(office.Service.Rule(node.FQID.ObjectId));
        Assert.Empty(office.Told);
        await DeleteAsync(office, tree, null);
    }

    [Fact]
    public async Task A_node_that_rule_service_does_not_delete_comes_back()
    {
        await using var office = new Office();
        using AuditRuleTree tree = office.Tree();
        Item node = await OpenAsync(office, tree);
        office.Service.Failure = new RuleServiceException(RuleServiceFault.Unreachable, "Nothing answers.");

        await DeleteAsync(office, tree, await office.Do(() => AuditRuleTree.Find(node.FQID)));

        Assert.Single(await office.Do(() => AuditRuleTree.Items(null)));
        Assert.Contains("stays in force: Nothing answers.", Assert.Single(office.Told), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_deleted_rule_is_not_called_undeleted_because_the_options_are_refused()
    {
        await using var office = new Office();
        using AuditRuleTree tree = office.Tree();
        await office.Do(() => office.Options().Save(new ConnectionSettings { Host = "broker", User = "clients", Password = "secret" }));
        Item node = await OpenAsync(office, tree);
        office.Client.OptionRefusal = "No rights.";

        await DeleteAsync(office, tree, await office.Do(() => AuditRuleTree.Find(node.FQID)));

        Assert.Empty(await office.Do(() => AuditRuleTree.Items(null)));
        Assert.Null(office.Service.Rule(node.FQID.ObjectId));
        Assert.Empty(office.Told);
    }

    [Fact]
    public async Task A_configuration_that_throws_is_told_and_ends_nothing()
    {
        await using var office = new Office();
        using AuditRuleTree tree = office.Tree();
        office.Client.ItemRefusal = "No rights.";

        Assert.Empty(await office.Do(() => AuditRuleTree.Items(null)));
        Assert.Null(await office.Do(() => AuditRuleTree.Find(new FQID(office.Site.ServerId))));
        Assert.Null(await office.Do(() => tree.Create(null)));
        Assert.Equal("The rules' items could not be read in XProtect: No rights.", Assert.Single(office.Told));
        Assert.Contains(office.Client.MipLog, line => line.IsError);
    }

    [Fact]
    public async Task Parts_that_cannot_be_made_end_nothing()
    {
        await using var office = new Office();
        using var tree = new AuditRuleTree(() => throw new IOException("The disk is not there."));

        Assert.Null(await office.Do(() => tree.Create(null)));
        Assert.Contains(office.Client.MipLog, line => line.IsError);
    }

    /// <summary>A node that is on the screen and in RuleService.</summary>
    private static Task<Item> OpenAsync(Office office, AuditRuleTree tree) => office.Client.RunAsync(async () =>
    {
        AuditRule saved = office.Service.Put(Office.Rule("Night").Rule);
        office.Items.Save(RuleItem.Of(saved));
        Item node = XProtectRuleItems.Find(saved.Id)!;
        tree.OpenEditor();
        tree.Show(node);
        await tree.Editor!.Saving.Busy;
        return node;
    });

    private static Task<bool> DeleteAsync(Office office, AuditRuleTree tree, Item? node) => office.Client.RunAsync(async () =>
    {
        await tree.DeleteAsync(node);
        return true;
    });
}
