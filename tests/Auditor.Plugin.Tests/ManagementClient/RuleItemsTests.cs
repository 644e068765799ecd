using Auditor.Contracts;
using Auditor.Plugin.Core.Delivering;
using Auditor.Plugin.Core.Editing;
using Auditor.Plugin.Core.Outcomes;
using Auditor.Plugin.EventServer;
using Auditor.Plugin.ManagementClient;
using Auditor.XProtectSimulator;
using VideoOS.Platform;

namespace Auditor.Plugin.Tests.ManagementClient;

public sealed class RuleItemsTests
{
    [Fact]
    public async Task A_rule_is_saved_listed_changed_and_deleted()
    {
        await using var office = new Office();
        RuleItem night = Office.Rule("Night", PolicyUnknown.FailClosed);
        RuleItem vault = Office.Rule("Vault");
        await office.Do(() => office.Items.Save(night));
        await office.Do(() => office.Items.Save(vault));

        Assert.Equal(["Night", "Vault"], (await office.Do(office.Items.List)).Select(item => item.Rule.Name).Order(StringComparer.Ordinal));
        Item found = (await office.Do(() => XProtectRuleItems.Find(night.Id)))!;
        Assert.Equal((night.Id, PluginIds.RuleKind, office.Site.Id), (found.FQID.ObjectId, found.FQID.Kind, found.FQID.ServerId.Id));
        Assert.Equal(night.Properties(), XProtectRuleItems.Read(found).Properties());

        // In RuleService meanwhile: what was said of it before is gone.
        RuleItem saved = night with { Version = 3, NotSaved = null, Rule = night.Rule with { Name = "Nights", Enabled = false } };
        await office.Do(() => office.Items.Save(saved));
        Item changed = (await office.Do(() => XProtectRuleItems.Find(night.Id)))!;
        Assert.Equal(("Nights", false), (changed.Name, changed.Enabled));
        Assert.Equal(saved.Properties(), changed.Properties);
        Assert.Equal(2, (await office.Do(office.Items.List)).Count);

        await office.Do(() => office.Items.Delete(night.Id));
        await office.Do(() => office.Items.Delete(night.Id));
        Assert.Equal(vault.Id, Assert.Single(await office.Do(office.Items.List)).Id);
    }

    [Fact]
    public async Task An_item_with_odd_properties_is_listed_and_says_what_is_wrong()
    {
        await using var office = new Office();
        Put("Empty", []);
        Put("Broken", new() { ["Rule"] = "{\"name\":", ["Version"] = "three" });
        Put("Null", new() { ["Rule"] = "null" });
        Put("Holes", new() { ["Rule"] = "{\"whom\":null}" });
        Put("", new() { ["Rule"] = null!, ["Version"] = null! });
        office.Site.Store.Save(PluginIds.Plugin, new Item(new FQID(office.Site.ServerId, Guid.Empty, Guid.NewGuid(), FolderType.No, PluginIds.RuleKind), null!) { Properties = null! });

        IReadOnlyList<RuleItem> listed = await office.Do(office.Items.List);

        Assert.Equal(6, listed.Count);
        Assert.All(listed, item => Assert.False(string.IsNullOrEmpty(item.Unreadable)));

        // And each can be saved over, and be deleted.
        foreach (RuleItem item in listed)
        {
            await office.Do(() => office.Items.Save(item with { Rule = Office.Rule("Mended").Rule }));
        }

        Assert.All(await office.Do(office.Items.List), item => Assert.Null(item.Unreadable));
        await office.Do(() => listed.ToList().ForEach(item => office.Items.Delete(item.Id)));
        Assert.Empty(await office.Do(office.Items.List));

        void Put(string name, Dictionary<string, string> properties) => office.Site.SaveItem(PluginIds.Plugin, PluginIds.RuleKind, Guid.NewGuid(), name, properties);
    }

    [Fact]
    public async Task What_xprotect_refuses_is_said_in_a_sentence()
    {
        await using var office = new Office();
        office.Client.ItemRefusal = "No rights.";

        Assert.Equal("The rules' items could not be read in XProtect: No rights.", await office.RefusalOf(() => office.Items.List()));
        Assert.Equal("The rule's item could not be saved in XProtect: No rights.", await office.RefusalOf(() => office.Items.Save(Office.Rule("Night"))));
        Assert.Equal("The rule's item could not be deleted in XProtect: No rights.", await office.RefusalOf(() => office.Items.Delete(Guid.NewGuid())));
    }

    [Fact]
    public async Task Event_server_uses_the_saved_item_as_its_events_source()
    {
        await using var office = new Office();
        RuleItem night = Office.Rule("Night");
        await office.Do(() => office.Items.Save(night));
        FQID saved = (await office.Do(() => XProtectRuleItems.Find(night.Id)))!.FQID;
        IXProtectOutlet? outlet = null;
        await using var server = new SimulatedEventServer(office.Site, new EventServerAuditing(() => new EventServerParts
        {
            Connect = _ => new NoLink(),
            Folder = Path.GetTempPath(),
            Time = ManualTime.Start(),
            Start = setup =>
            {
                outlet = setup.Outlet;
                return new NoLink();
            },
        }));
        await server.StartAsync();

        var entry = new AuditEntry { EntryId = Guid.NewGuid(), Actor = new Actor { Name = "anna" } };
        outlet!.FireEvent(entry, new OutcomeEvent { Name = XProtectEvents.PlaybackEntry, RuleId = night.Id, RuleName = "Night" });

        // Compared as XProtect's rules and alarms do: by all of it, not by the id alone.
        Assert.Equal(saved, Assert.Single(office.Site.Events.Events).Event.EventHeader.Source.FQID);
        Assert.Empty(server.Problems);
    }
}
