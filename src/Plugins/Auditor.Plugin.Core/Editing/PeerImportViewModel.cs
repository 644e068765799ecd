using Auditor.Contracts;
using Auditor.Plugin.Core.Screens;
using Auditor.Rules;

namespace Auditor.Plugin.Core.Editing;

/// <summary>
/// Takes over the rules of the plugin that our users come from, after showing what each becomes. Names of users are turned into SIDs where
/// the system knows exactly one by that name: rules by name are what failed there. Belongs to the thread of the screens; never throws.
/// </summary>
public sealed class PeerImportViewModel(IPeerItems peer, RuleSaver saver, UserDirectoryLoader directory) : ScreenModel
{
    private IReadOnlyList<PeerImportRow> _rows = [];
    private string _text = "";
    private bool _isBusy;

    public IReadOnlyList<PeerImportRow> Rows
    {
        get => _rows;
        private set
        {
            Set(ref _rows, value);
            Tell(nameof(CanImport));
        }
    }

    public string Text
    {
        get => _text;
        private set => Set(ref _text, value);
    }

    public bool CanImport => !_isBusy && Rows.Any(row => row.CanImport);

    /// <summary>Reads the other plugin's rules; changes nothing.</summary>
    public async Task PreviewAsync()
    {
        Busy(true, "Looking for rules of the mscp plugin Auditor ...");
        await directory.LoadAsync();
        try
        {
            Rows = Preview(peer.List(), saver.Items.List());
            int ready = Rows.Count(row => row.CanImport);
            Busy(false, Rows.Count == 0
                ? "The mscp plugin Auditor left no rules in this system."
                : $"{RuleWords.Count(Rows.Count, "rule")} found, {ready} can be imported. The other plugin's own rules stay as they are.");
        }
        catch (Exception problem)
        {
            Busy(false, problem.Message);
        }
    }

    /// <summary>Imports every rule that can be.</summary>
    public async Task ImportAsync()
    {
        if (!CanImport)
        {
            return;
        }

        var failures = new List<string>();
        int done = 0;
        List<PeerImportRow> ready = [.. Rows.Where(row => row.CanImport)];
        foreach (PeerImportRow row in ready)
        {
            Busy(true, $"Importing '{row.Name}' ...");
            try
            {
                RuleItem item = saver.SaveItem(new RuleItem { Id = row.Rule.Id, Rule = row.Rule });
                saver.SaveItem(await saver.PushAsync(item, CancellationToken.None), null);
                done++;
            }
            catch (Exception problem)
            {
                failures.Add($"'{row.Name}': {problem.Message}");
            }
        }

        await PreviewAsync();
        Text = $"{done} of {RuleWords.Count(ready.Count, "rule")} imported and in force."
            + (failures.Count > 0 ? $" Kept in XProtect, not in RuleService: {string.Join(" ", failures)} Mend it above when RuleService is there." : "");
    }

    private List<PeerImportRow> Preview(IReadOnlyList<PeerItem> found, IReadOnlyList<RuleItem> existing)
    {
        var ids = new HashSet<Guid>(existing.Select(item => item.Id));
        var names = new HashSet<string>(existing.Select(item => item.Rule.Name), StringComparer.OrdinalIgnoreCase);
        var rows = new List<PeerImportRow>();
        foreach (PeerItem item in found)
        {
            (AuditRule rule, IReadOnlyList<RuleProblem> problems) = PeerRuleImport.Read(item.Name, item.Properties);
            IReadOnlyList<RuleProblem> mistakes = AuditRuleValidator.Validate(rule);
            List<string> losses = [.. problems.Except(mistakes).Select(problem => $"{problem.Field}: {problem.Message}")];
            rule = rule with { Id = item.Id, Whom = BySid(rule.Whom, losses) };
            string? obstacle = ids.Contains(item.Id) ? "Imported already."
                : !names.Add(rule.Name) ? $"There is a rule named '{rule.Name}' already; it was not changed."
                : mistakes.Count > 0 ? string.Join(" ", mistakes.Select(problem => problem.Message))
                : null;
            rows.Add(new PeerImportRow(rule.Name, RuleSummary.Of(rule, null), losses, obstacle) { Rule = rule });
        }

        return rows;
    }

    private Whom BySid(Whom whom, List<string> losses)
    {
        DirectoryListing listing = directory.Listing ?? DirectoryListing.Empty;
        var users = new List<UserRef>();
        foreach (UserRef user in whom.Users)
        {
            DirectoryUser[] same = [.. listing.Users.Where(known => Means(user.Name ?? "", known.Name))];
            if (same.Length != 1)
            {
                losses.Add($"The user '{user.Name}' is known by name alone: the system lists {(same.Length == 0 ? "nobody" : $"{same.Length} users")} by that name.");
            }

            users.Add(same.Length == 1 ? new UserRef { Sid = same[0].Sid, Name = same[0].Name } : user);
        }

        return whom with { Users = users };
    }

    private static bool Means(string written, string known) =>
        string.Equals(written, known, StringComparison.OrdinalIgnoreCase)
        || (written.IndexOf('\\') < 0 && known.EndsWith("\\" + written, StringComparison.OrdinalIgnoreCase));

    private void Busy(bool isBusy, string text)
    {
        _isBusy = isBusy;
        Text = text;
        Tell(nameof(CanImport));
    }
}
