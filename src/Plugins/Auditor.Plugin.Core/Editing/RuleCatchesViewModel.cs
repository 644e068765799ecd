using Auditor.Contracts;
using Auditor.Plugin.Core.Screens;
using Auditor.Rules;

namespace Auditor.Plugin.Core.Editing;

/// <summary>
/// "Who does this rule catch?" By the same engine that decides, for what is on the screen; the words why come from RuleService, for what is
/// saved. Belongs to the thread of the screens.
/// </summary>
public sealed class RuleCatchesViewModel : ScreenModel
{
    private readonly IRuleService _service;
    private readonly UserDirectoryLoader _directory;
    private IReadOnlyList<CaughtPerson> _people = [];
    private string _text = "";
    private string _why = "";
    private string _whomText = "";
    private RuleItem? _item;
    private int _asked;

    internal RuleCatchesViewModel(IRuleService service, UserDirectoryLoader directory) => (_service, _directory) = (service, directory);

    /// <summary>Everyone whom XProtect lists; the caught ones first.</summary>
    public IReadOnlyList<CaughtPerson> People
    {
        get => _people;
        private set => Set(ref _people, value);
    }

    /// <summary>Null while XProtect lists nobody, or when directory groups hold a role of the rule, so that nobody can count.</summary>
    public int? PeopleCaught { get; private set; }

    public string Text
    {
        get => _text;
        private set => Set(ref _text, value);
    }

    /// <summary>Why somebody is caught or not, in RuleService's words; empty until asked.</summary>
    public string Why
    {
        get => _why;
        private set => Set(ref _why, value);
    }

    /// <summary>Asks RuleService about one person, for the rule as it is saved there. Never throws.</summary>
    public async Task ExplainAsync(CaughtPerson person)
    {
        if (_item is not { } item)
        {
            return;
        }

        int asked = ++_asked;
        Why = "Asking RuleService ...";
        string why;
        try
        {
            why = $"{person.Name}: {await _service.CatchesAsync(item.Id, ActorOf(person.User), CancellationToken.None)} (As saved in RuleService.)";
        }
        catch (Exception problem)
        {
            why = problem.Message;
        }

        if (asked == _asked)
        {
            Why = why;
        }
    }

    internal void Show(RuleItem item)
    {
        _item = item;
        _asked++;
        Why = "";
    }

    internal void Refresh(AuditRule rule)
    {
        DirectoryListing listing = _directory.Listing ?? DirectoryListing.Empty;
        string whom = Wire.WireFormat.SerializeToText(rule.Whom);
        if (whom == _whomText && People.Count == listing.Users.Count)
        {
            return;
        }

        _whomText = whom;
        if (listing.Users.Count == 0)
        {
            (People, PeopleCaught, Text) = ([], null, "XProtect lists nobody to try the rule on.");
            return;
        }

        // Whom alone decides, so the rule stands here without the rest.
        RuleBook book = RuleBook.Compile([new AuditRule { Id = Guid.NewGuid(), Name = "tried", Whom = rule.Whom }], 1);
        People =
        [
            .. listing.Users
                .Select(user => new CaughtPerson(user, book.PolicyFor(ActorOf(user)).Count > 0))
                .OrderBy(person => person.IsCaught ? 0 : 1)
                .ThenBy(person => person.Name, StringComparer.OrdinalIgnoreCase),
        ];
        int caught = People.Count(person => person.IsCaught);
        string[] groups = [.. listing.Roles.Where(role => role.HasGroups && Names(rule.Whom, role)).Select(role => role.Name)];
        bool isOpen = groups.Length > 0 || (rule.Whom.Everyone && listing.Roles.Any(role => role.HasGroups));
        PeopleCaught = isOpen ? null : caught;
        Text = $"{caught} of {RuleWords.Count(People.Count, "listed user")}"
            + (isOpen ? ", and whoever comes in through a directory group" + (groups.Length > 0 ? $" of the role {RuleWords.Join(groups, "and")}" : "") : "") + ".";
    }

    private static bool Names(Whom whom, DirectoryRole role) => whom.Roles.Any(named =>
        string.IsNullOrWhiteSpace(named.Id)
            ? string.Equals(named.Name, role.Name, StringComparison.OrdinalIgnoreCase)
            : string.Equals(named.Id, role.Id, StringComparison.OrdinalIgnoreCase));

    private Actor ActorOf(DirectoryUser user) => new()
    {
        Id = user.Sid,
        Name = user.Name,
        Roles = [.. user.RoleIds.Select(id => new RoleRef { Id = id, Name = _directory.Listing?.Roles.FirstOrDefault(role => role.Id == id)?.Name })],
    };
}
