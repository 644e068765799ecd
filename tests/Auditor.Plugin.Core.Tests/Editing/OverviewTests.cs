using Auditor.Contracts;
using Auditor.Plugin.Core.Connections;
using Auditor.Plugin.Core.Editing;
using Auditor.Plugin.Core.Protection;
using Auditor.Plugin.Core.Tests.Fakes;

namespace Auditor.Plugin.Core.Tests.Editing;

public sealed class OverviewTests : IDisposable
{
    private readonly EditorBench _bench = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("auditor-editing-").FullName;
    private readonly Staged _staged = new();

    [Fact]
    public async Task Rules_that_one_place_lacks_are_mended_and_what_needs_a_person_is_left_to_one()
    {
        AuditRule onlyService = _bench.Service.Put(EditorBench.Rule("Only in RuleService"));
        RuleItem behind = _bench.Saved(EditorBench.Rule("Behind"));
        _bench.Service.Put(behind.Rule with { Name = "Ahead" });
        RuleItem deleted = _bench.Saved(EditorBench.Rule("Deleted"));
        await _bench.Service.DeleteAsync(deleted.Id, 1, CancellationToken.None);
        RuleItem both = _bench.Saved(EditorBench.Rule("Both"));
        _bench.Service.Put(both.Rule with { Enabled = false });
        _bench.Items.Save(both with { Rule = both.Rule with { Name = "Mine" }, NotSaved = "Away." });
        RuleItem kept = _bench.Saved(EditorBench.Rule("Kept back"));
        _bench.Items.Save(kept with { Rule = kept.Rule with { Name = "Kept forward" }, NotSaved = "Away." });
        _bench.Items.Save(new RuleItem { Id = Guid.NewGuid(), Rule = EditorBench.Rule("Of another RuleService"), Version = 5 });
        var sync = new RuleSyncViewModel(_bench.Saver);

        await sync.CompareAsync();
        Assert.Equal(6, sync.Rows.Count);
        await sync.MendAsync();

        RuleSyncRow left = Assert.Single(sync.Rows);
        Assert.Equal(("Both", false), (left.Name, left.CanMend));
        Assert.Equal("Only in RuleService", _bench.Items[onlyService.Id].Rule.Name);
        Assert.Equal("Ahead", _bench.Items[behind.Id].Rule.Name);
        Assert.DoesNotContain(_bench.Items.List(), item => item.Id == deleted.Id);
        Assert.Equal("Kept forward", _bench.Service.Rule(kept.Id)!.Name);
        Assert.Contains(await _bench.Service.ListAsync(CancellationToken.None), rule => rule.Name == "Of another RuleService");
    }

    [Fact]
    public async Task A_rule_that_RuleService_keeps_gets_its_node_back()
    {
        RuleItem item = _bench.Saved(EditorBench.Rule("Vault"));
        _bench.Service.Failure = new RuleServiceException(RuleServiceFault.Unreachable, "Away.");

        await Assert.ThrowsAsync<RuleServiceException>(() => _bench.Saver.DeleteAsync(item, CancellationToken.None));

        Assert.Equal("Vault", _bench.Items[item.Id].Rule.Name);
    }

    /// <summary>The peer's B17 for those who come from there.</summary>
    [Fact]
    public async Task Imported_users_are_known_by_SID_where_the_name_means_one()
    {
        _staged.Peer =
        [
            new PeerItem(Guid.NewGuid(), "Night", new Dictionary<string, string> { ["UserNames"] = @"cleo;CORP\nobody", ["PromptExport"] = "No", ["Extra"] = "1" }),
            new PeerItem(Guid.NewGuid(), "Empty", new Dictionary<string, string>()),
        ];
        var import = new PeerImportViewModel(_staged, _bench.Saver, _bench.Loader);

        await import.PreviewAsync();
        Assert.Equal([true, false], import.Rows.Select(row => row.CanImport));
        Assert.Contains(import.Rows[0].Losses, loss => loss.Contains(@"'CORP\nobody' is known by name alone", StringComparison.Ordinal));
        Assert.Contains(import.Rows[0].Losses, loss => loss.StartsWith("Extra:", StringComparison.Ordinal));
        Assert.Empty(_bench.Items.List());
        await import.ImportAsync();

        AuditRule rule = _bench.Service.Rule(_staged.Peer[0].Id)!;
        Assert.Equal([ScriptedDirectory.Cleo.Sid, null], rule.Whom.Users.Select(user => user.Sid));
        Assert.Equal((true, false, true), (rule.Playback.Prompt, rule.Export.Prompt, rule.Export.Trigger));
        Assert.Null(_bench.Items[rule.Id].NotSaved);
        Assert.False(import.CanImport);
        Assert.Equal("Imported already.", import.Rows[0].Obstacle);
    }

    [Fact]
    public void A_kept_password_is_neither_shown_nor_lost()
    {
        _staged.Settings = new ConnectionSettings { Host = "broker", User = "clients", Password = "secret", WhenPolicyUnknown = PolicyUnknown.FailClosed };
        ConnectionViewModel page = Page();
        Assert.Equal(("", "Kept, unchanged"), (page.Password.Entered, page.Password.Hint));

        page.Host = "broker2";
        Assert.True(page.Save());

        Assert.Equal(("broker2", "secret", PolicyUnknown.FailClosed), (_staged.Settings.Host, _staged.Settings.Password, _staged.Settings.WhenPolicyUnknown));
        page.Password.Entered = "new";
        Assert.True(page.Save());
        Assert.Equal("new", _staged.Settings.Password);
        Assert.Equal("", page.Password.Entered);
    }

    [Fact]
    public void A_key_is_kept_for_its_user_and_does_not_go_to_another_machine()
    {
        _staged.Settings = new ConnectionSettings { Host = "broker", User = "clients", Password = "secret" };
        ConnectionViewModel page = Page();
        page.Address = "http://auditor.example:5081";
        Assert.NotNull(page.Problems["Address"]);
        page.Address = "https://auditor.example:5081";
        page.ApiKey.Entered = "auditor_a_b";
        Assert.True(page.Save());

        string file = File.ReadAllText(Path.Combine(_folder, "rule-service.xml"));
        Assert.DoesNotContain("auditor_a_b", file, StringComparison.Ordinal);
        Assert.DoesNotContain("auditor_a_b", _staged.Settings.ToXml(), StringComparison.Ordinal);
        Assert.Equal("auditor_a_b", new RuleServiceAccessFile(Path.Combine(_folder, "rule-service.xml"), _staged).Load()!.ApiKey);

        page.Address = "https://elsewhere.example:5081";
        Assert.False(page.Save());
        page.ApiKey.Entered = "auditor_c_d";
        page.Address = "https://elsewhere.example:5082";
        Assert.True(page.Save());
    }

    [Fact]
    public async Task A_test_says_exactly_what_fails()
    {
        _staged.Settings = new ConnectionSettings { Host = "broker", User = "clients", Password = "secret" };
        _staged.Steps = [new ConnectionTestStep("Name", true, "Found."), new ConnectionTestStep("TLS", false, "The certificate is for another name.")];
        ConnectionViewModel page = Page();

        await page.TestAsync();

        Assert.Equal(("TLS: The certificate is for another name.", false), (page.Text, page.IsWell));
        Assert.Equal(["Name", "TLS", "RuleService"], page.Steps.Select(step => step.Name));
    }

    public void Dispose()
    {
        _bench.Dispose();
        Folders.Remove(_folder);
    }

    private ConnectionViewModel Page() =>
        new(_staged, _staged, new RuleServiceAccessFile(Path.Combine(_folder, "rule-service.xml"), _staged), _staged, _bench.Service);

    private sealed class Staged : IConnectionStore, IEventServerConnection, IConnectionTest, IPeerItems, ISecretProtection
    {
        public ConnectionSettings Settings { get; set; } = new();

        public IReadOnlyList<ConnectionTestStep> Steps { get; set; } = [];

        public IReadOnlyList<PeerItem> Peer { get; set; } = [];

        public bool IsHere => false;

        public string User => "";

        public string Name => "turned";

        public ConnectionSettings Load() => Settings;

        void IConnectionStore.Save(ConnectionSettings settings) => Settings = settings;

        void IEventServerConnection.Save(ConnectionSettings settings) => throw new InvalidOperationException("There is no Event Server here.");

        public Task<IReadOnlyList<ConnectionTestStep>> RunAsync(ConnectionSettings settings, CancellationToken cancellation) => Task.FromResult(Steps);

        public IReadOnlyList<PeerItem> List() => Peer;

        public byte[] Protect(byte[] secret) => [.. secret.Reverse()];

        public byte[] Unprotect(byte[] secret) => [.. secret.Reverse()];
    }
}
