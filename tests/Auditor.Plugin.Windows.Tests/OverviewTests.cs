using System.Text.Json;
using Auditor.Plugin.Windows.Tests.Driving;

namespace Auditor.Plugin.Windows.Tests;

/// <summary>The page of the top node, worked as an administrator works it.</summary>
[Collection(nameof(WineScreen))]
public sealed class OverviewTests(Wine wine) : IAsyncLifetime
{
    private HostProcess _host = null!;

    public async ValueTask InitializeAsync()
    {
        _host = await wine.StartHostAsync();
        await _host.DoAsync(new { @do = "show", screen = "overview" });
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_connection_is_typed_saved_and_tested_and_the_password_is_never_shown_again()
    {
        await _host.ClickAsync("Host");
        await _host.TypeAsync("rabbit.example");
        await _host.ClickAsync("User");
        await _host.TypeAsync("clients");
        await _host.ClickAsync("Password");
        await _host.TypeAsync("long secret");
        await _host.LookUntilAsync(sight => sight["PasswordHint"].Text == "New; not saved yet", "the password is taken");
        await _host.ClickAsync("SaveConnection");

        JsonElement saved = await _host.ReportAsync("connection");
        Assert.Equal(("rabbit.example", 5671, true, 11), (saved.GetProperty("host").GetString(), saved.GetProperty("port").GetInt32(), saved.GetProperty("useTls").GetBoolean(), saved.GetProperty("passwordLength").GetInt32()));
        await _host.LookUntilAsync(sight => sight["PasswordHint"].Text == "Kept, unchanged", "the password is kept and gone from the screen");

        await _host.ClickAsync("TestConnection");
        await _host.LookUntilAsync(sight => sight.Words.Contains("The broker does not let 'clients' in: wrong user or password."), "it is said exactly what fails");
        await _host.PhotographAsync("connection", "Overview");
    }

    [Fact]
    public async Task A_rule_that_XProtect_lacks_is_mended_by_a_click()
    {
        await _host.ClickAsync("TabSync");
        await _host.ClickAsync("Compare");
        await _host.LookUntilAsync(sight => sight.Words.Contains("Made with curl"), "the rule is listed");
        await _host.PhotographAsync("rules-in-step", "Overview");

        await _host.ClickAsync("Mend");

        await _host.LookUntilAsync(sight => sight.Words.Contains("XProtect and RuleService hold the same 1 rule."), "it is mended");
    }

    [Fact]
    public async Task Rules_of_the_other_plugin_are_shown_as_what_they_become_and_imported_by_a_click()
    {
        await _host.ClickAsync("TabImport");
        await _host.ClickAsync("LookForRules");
        Sight sight = await _host.LookUntilAsync(seen => seen.Words.Contains("Night shift"), "the rules are listed");
        Assert.Contains(sight.Words, word => word.Contains(@"'CORP\zoe' is known by name alone", StringComparison.Ordinal));
        await _host.PhotographAsync("import", "Overview");

        await _host.ClickAsync("ImportAll");

        await _host.LookUntilAsync(seen => seen.Words.Contains("1 of 1 rule imported and in force."), "it is imported");
    }
}
