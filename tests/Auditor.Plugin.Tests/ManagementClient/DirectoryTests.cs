using Auditor.Plugin.Core.Editing;
using Auditor.Plugin.Core.Tests.Editing;
using Auditor.Plugin.ManagementClient;
using Auditor.XProtectSimulator;
using VideoOS.Platform;

namespace Auditor.Plugin.Tests.ManagementClient;

public sealed class DirectoryTests
{
    private static readonly SimulatedRole Operators = new(Guid.NewGuid(), "Operators");
    private static readonly SimulatedRole Guards = new(Guid.NewGuid(), "Guards");

    [Fact]
    public async Task Users_and_roles_are_listed_each_once()
    {
        await using var office = new Office();
        office.Site.AddRole(new SimulatedRole(Guid.NewGuid(), "Nobody"));
        office.Site.AddUser(new SimulatedUser { Name = @"CORP\anna", Sid = "S-1", Roles = [Operators, Guards] });
        office.Site.AddUser(new SimulatedUser { Name = "ben", Sid = "S-2", IsBasic = true, Roles = [Guards] });
        office.Site.AddUser(new SimulatedUser { Name = "unused", Sid = "S-3", IsBasic = true });
        office.Site.AddUser(new SimulatedUser { Name = @"CORP\Night watch", Sid = "S-4", IsGroup = true, Roles = [Guards] });

        DirectoryListing listing = await ReadAsync(office);

        Assert.Equal(
            [@"S-1 CORP\anna Windows user 2", @"S-2 [BASIC]\ben Basic user 1", @"S-3 [BASIC]\unused Basic user 0"],
            listing.Users.Select(user => $"{user.Sid} {user.Name} {user.Kind} {user.RoleIds.Count}").Order(StringComparer.Ordinal));
        Assert.Equal(
            ["Guards True", "Nobody False", "Operators False"], listing.Roles.Select(role => $"{role.Name} {role.HasGroups}").Order(StringComparer.Ordinal));
        Assert.Equal([Guards.Id.ToString()], listing.Users.Single(user => user.Sid == "S-2").RoleIds);
    }

    [Fact]
    public async Task One_without_a_sid_does_not_hide_the_others()
    {
        await using var office = new Office();
        office.Site.AddUser(new SimulatedUser { Name = "ghost", Sid = null!, IsBasic = true, Roles = [Operators] });
        office.Site.AddUser(new SimulatedUser { Name = @"CORP\gone", Sid = "", Roles = [Operators] });
        office.Site.AddUser(new SimulatedUser { Name = @"CORP\anna", Sid = "S-1", Roles = [Operators] });

        Assert.Equal(@"CORP\anna", Assert.Single((await ReadAsync(office)).Users).Name);
    }

    [Fact]
    public async Task Without_the_right_to_see_them_the_lists_are_empty_and_a_sentence_says_so()
    {
        await using var office = new Office();
        office.Site.AddUser(new SimulatedUser { Name = @"CORP\anna", Sid = "S-1", Roles = [Operators] });
        office.Client.MaySeeUsers = false;

        (DirectoryListing? listing, string? problem) = await LoadAsync(office);

        Assert.True(listing!.IsEmpty);
        Assert.StartsWith("XProtect lists no users and no roles: your own rights", problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_xprotect_refuses_is_said_in_a_sentence()
    {
        await using var office = new Office();
        office.Client.UserRefusal = "Not for you.";

        Assert.Equal((null, "Users and roles could not be read: Not for you."), await LoadAsync(office));
    }

    [Fact]
    public async Task The_other_plugins_rules_are_found_by_its_ids_and_read()
    {
        await using var office = new Office();
        var plugin = new Guid("B2C3D4E5-F6A7-4890-AB12-6EB000000001");
        var kind = new Guid("B2C3D4E5-F6A7-4890-AB12-6EB000000010");
        var old = Guid.NewGuid();
        Assert.Empty(await office.Do(new XProtectPeerItems().List));
        office.Site.SaveItem(plugin, kind, old, "Old", new Dictionary<string, string> { ["Enabled"] = "Yes", ["Odd"] = null! });
        office.Site.SaveItem(plugin, Guid.NewGuid(), Guid.NewGuid(), "Another kind", new Dictionary<string, string>());
        office.Site.SaveItem(PluginIds.Plugin, PluginIds.RuleKind, Guid.NewGuid(), "Ours", new Dictionary<string, string>());

        PeerItem found = Assert.Single(await office.Do(new XProtectPeerItems().List));
        Assert.Equal((old, "Old", "Yes"), (found.Id, found.Name, found.Properties["Enabled"]));

        office.Site.Store.Save(plugin, new Item(new FQID(office.Site.ServerId, Guid.Empty, old, FolderType.No, kind), null!) { Properties = null! });
        found = Assert.Single(await office.Do(new XProtectPeerItems().List));
        Assert.Equal(("", 0), (found.Name, found.Properties.Count));

        office.Client.ItemRefusal = "No rights.";
        Assert.Equal("The rules of the other plugin could not be read: No rights.", await office.RefusalOf(() => new XProtectPeerItems().List()));
    }

    private static Task<DirectoryListing> ReadAsync(Office office) =>
        office.Do(() => new XProtectUsers(EnvironmentManager.Instance.MasterSite).Read(TestContext.Current.CancellationToken));

    private static Task<(DirectoryListing? Listing, string? Problem)> LoadAsync(Office office) => office.Client.RunAsync(async () =>
    {
        using var loader = new UserDirectoryLoader(new XProtectUsers(EnvironmentManager.Instance.MasterSite), new SilentLog());
        await loader.LoadAsync();
        return (loader.Listing, loader.Problem);
    });
}
