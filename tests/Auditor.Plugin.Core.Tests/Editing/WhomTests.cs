using Auditor.Contracts;
using Auditor.Plugin.Core.Editing;
using Auditor.Rules;
using static Auditor.Plugin.Core.Tests.Editing.ScriptedDirectory;

namespace Auditor.Plugin.Core.Tests.Editing;

/// <summary>The peer's D2, D3, D4, B17 and B18 as they should be.</summary>
public sealed class WhomTests : IDisposable
{
    private readonly EditorBench _bench = new();

    private WhomDraft Whom => _bench.Editor.Draft.Whom;

    [Fact]
    public async Task Users_that_come_late_forget_no_selection()
    {
        _bench.Directory.Gate.Reset();
        _bench.Editor.Show(_bench.Saved(EditorBench.Rule("Vault")));
        await _bench.Editor.Saving.Busy;
        Assert.True(_bench.Loader.IsLoading);
        Assert.Equal([@"CORP\anna"], Whom.Users.Shown.Select(choice => choice.Name));
        Assert.True(Whom.Users.Add(@"CORP\guest"));

        _bench.Directory.Gate.Set();
        await _bench.Loader.Busy;

        Assert.Equal([@"CORP\anna", @"CORP\guest"], Whom.Users.All.Where(choice => choice.IsCaught).Select(choice => choice.Name).Order());
        Assert.Equal(4, Whom.Users.All.Count);
        Assert.True(_bench.Editor.IsDirty);
    }

    [Fact]
    public async Task Looking_at_a_rule_changes_nothing_in_it()
    {
        AuditRule rule = EditorBench.Rule("Vault") with
        {
            Whom = new Whom
            {
                Users = [new UserRef { Name = "bob" }, new UserRef { Sid = "S-1-5-21-1-4444", Name = @"CORP\gone" }, new UserRef { Sid = Anna.Sid }],
                ExcludedUsers = [new UserRef { Sid = Cleo.Sid, Name = "old name" }],
                Roles = [new RoleRef { Name = "operators" }],
            },
        };
        RuleItem item = _bench.Saved(rule);

        await _bench.ShowAsync(item);

        Assert.False(_bench.Editor.IsDirty);
        Assert.Equal(1, _bench.Service.Changes);
        Assert.True(RuleDifferences.AreSame(item.Rule, _bench.Editor.Draft.ToRule()));
    }

    [Fact]
    public async Task Browsing_rules_piles_up_no_deleted_users()
    {
        AuditRule rule = EditorBench.Rule("Vault") with
        {
            Whom = new Whom { Users = [new UserRef { Sid = "S-1-5-21-1-4444", Name = @"CORP\gone" }, new UserRef { Sid = Anna.Sid }] },
        };
        RuleItem one = _bench.Saved(rule);
        RuleItem two = _bench.Saved(rule with { Id = Guid.NewGuid(), Name = "Door" });

        for (int i = 0; i < 3; i++)
        {
            await _bench.ShowAsync(one);
            await _bench.ShowAsync(two);
            await _bench.Loader.RefreshAsync();
        }

        SubjectChoice gone = Assert.Single(Whom.Users.All, choice => !choice.IsListed);
        Assert.Equal((@"CORP\gone", "no longer in the system, or comes in through a group", true), (gone.Name, gone.Detail, gone.IsCaught));
        Assert.Equal(4, Whom.Users.All.Count);
    }

    [Fact]
    public async Task The_users_of_one_rule_are_not_ticked_in_the_next()
    {
        await _bench.ShowAsync(_bench.Saved(EditorBench.Rule("Vault")));
        await _bench.ShowAsync(_bench.Saved(EditorBench.Rule("Door") with { Whom = new Whom { Everyone = true } }));

        Assert.DoesNotContain(Whom.Users.All, choice => choice.IsCaught || choice.IsExempt);
    }

    [Fact]
    public async Task A_user_is_kept_by_SID_so_that_the_form_of_the_name_does_not_matter()
    {
        await _bench.ShowAsync(_bench.Saved(EditorBench.Rule("Vault") with { Whom = new Whom { Everyone = true } }));
        Whom.Everyone = false;
        _bench.User(Cleo).IsCaught = true;

        UserRef kept = Assert.Single(Whom.ToWhom().Users);

        Assert.Equal(Cleo.Sid, kept.Sid);
        RuleBook book = RuleBook.Compile([_bench.Editor.Draft.ToRule()], 1);
        Assert.Single(book.PolicyFor(new Actor { Id = Cleo.Sid, Name = "cleo" }));
        Assert.Single(book.PolicyFor(new Actor { Id = Cleo.Sid, Name = "cleo@site" }));
    }

    [Fact]
    public async Task Roles_everyone_and_exceptions_can_be_chosen()
    {
        await _bench.ShowAsync(_bench.Saved(EditorBench.Rule("Vault")));
        _bench.User(Anna).IsCaught = false;
        Whom.Roles.All.Single().IsCaught = true;
        _bench.User(Bob).IsExempt = true;

        Whom whom = Whom.ToWhom();

        Assert.Equal((Operators.Id, Operators.Name), (Assert.Single(whom.Roles).Id, whom.Roles[0].Name));
        Assert.Equal(Bob.Sid, Assert.Single(whom.ExcludedUsers).Sid);
        Assert.Empty(whom.Users);
        Assert.Equal([@"CORP\anna"], _bench.Editor.Catches.People.Where(person => person.IsCaught).Select(person => person.Name));

        Whom.Everyone = true;
        Assert.Equal("Asks 2 people for a reason when they enter playback on any camera.", _bench.Editor.Summary);
    }

    [Fact]
    public async Task Nobody_is_both_caught_and_exempt()
    {
        await _bench.ShowAsync(_bench.Saved(EditorBench.Rule("Vault")));
        _bench.User(Anna).IsExempt = true;
        Assert.False(_bench.User(Anna).IsCaught);
        _bench.User(Anna).IsCaught = true;
        Assert.False(_bench.User(Anna).IsExempt);
    }

    [Fact]
    public async Task Without_the_rights_to_see_users_the_rule_keeps_its_own_and_the_reason_is_said()
    {
        _bench.Directory.Listing = DirectoryListing.Empty;

        await _bench.ShowAsync(_bench.Saved(EditorBench.Rule("Vault")));

        SubjectChoice anna = Assert.Single(Whom.Users.All);
        Assert.Equal((true, true, ""), (anna.IsCaught, anna.IsListed, anna.Detail));
        Assert.StartsWith("XProtect lists no users and no roles", _bench.Loader.Problem, StringComparison.Ordinal);
        Assert.Equal("Asks 1 user for a reason when they enter playback on any camera.", _bench.Editor.Summary);
    }

    [Fact]
    public async Task A_directory_that_fails_is_told_and_can_be_read_again()
    {
        _bench.Directory.Failure = new InvalidOperationException("The management server is away.");
        await _bench.ShowAsync(_bench.Saved(EditorBench.Rule("Vault")));
        Assert.Equal("Users and roles could not be read: The management server is away.", _bench.Loader.Problem);
        Assert.True(Assert.Single(Whom.Users.All).IsCaught);

        _bench.Directory.Failure = null;
        await _bench.Loader.RefreshAsync();

        Assert.Null(_bench.Loader.Problem);
        Assert.Equal(3, Whom.Users.All.Count);
        Assert.True(_bench.User(Anna).IsCaught);
    }

    [Fact]
    public async Task A_reading_that_was_given_up_says_nothing_however_late_it_ends()
    {
        var directory = new StubbornDirectory();
        using var loader = new UserDirectoryLoader(directory, new SilentLog());
        int loaded = 0;
        loader.Loaded += (_, _) => loaded++;
        Task first = loader.RefreshAsync();
        loader.Cancel();
        Assert.False(loader.IsLoading);

        directory.Gate.SetResult(new DirectoryListing([Anna], []));
        await first;

        Assert.Equal(0, loaded);
        Assert.Null(loader.Listing);
    }

    public void Dispose() => _bench.Dispose();

    /// <summary>Does not listen to being given up.</summary>
    private sealed class StubbornDirectory : IUserDirectory
    {
        public TaskCompletionSource<DirectoryListing> Gate { get; } = new();

        public DirectoryListing Read(CancellationToken cancellation) => Gate.Task.GetAwaiter().GetResult();
    }
}
