using Auditor.Contracts;
using Xunit;

namespace Auditor.Rules.Tests;

public sealed class WhomTests
{
    [Fact]
    public void Everyone_catches_anyone_even_without_id_name_or_roles() =>
        Assert.True(Given.Catches(new Whom { Everyone = true }, new Actor()));

    [Fact]
    public void A_rule_that_names_nobody_catches_nobody() => Assert.False(Given.Catches(new Whom()));

    [Theory]
    [InlineData("S-1-5-21-7", null, true)]
    [InlineData("s-1-5-21-7", null, true)]
    [InlineData("S-1-5-21-8", null, false)]
    [InlineData("S-1-5-21-8", @"CORP\jsmith", false)]
    [InlineData(null, @"CORP\jsmith", true)]
    [InlineData(" ", @"corp\JSMITH", true)]
    [InlineData(null, "jsmith", true)]
    [InlineData(null, @"OTHER\jsmith", false)]
    [InlineData(null, "jsmith@corp", false)]
    [InlineData(null, "smith", false)]
    [InlineData(null, "", false)]
    public void A_user_is_known_by_sid_alone_or_else_by_name(string? sid, string? name, bool caught) =>
        Assert.Equal(caught, Given.Catches(new Whom { Users = [new UserRef { Sid = sid, Name = name }] }));

    [Theory]
    [InlineData("jsmith", "jsmith@corp.example", true)]
    [InlineData("jsmith", @"[BASIC]\jsmith", true)]
    [InlineData("jsmith", "jsmith", true)]
    [InlineData(@"CORP\jsmith", "jsmith", false)]
    [InlineData("jsmith@corp.example", "JSmith@CORP.example", true)]
    [InlineData("jsmith@corp.example", "jsmith", false)]
    [InlineData("jsmith@corp.example", @"[BASIC]\jsmith@corp.example", true)]
    [InlineData("jsmith", @"[BASIC]\jsmith@corp.example", false)]
    public void A_name_without_a_domain_means_that_name_in_any_domain(string named, string signedIn, bool caught) =>
        Assert.Equal(caught, Given.Catches(new Whom { Users = [new UserRef { Name = named }] }, new Actor { Name = signedIn }));

    [Theory]
    [InlineData("R1", null, true)]
    [InlineData("r1", "Guards", true)]
    [InlineData("r2", "Operators", false)]
    [InlineData(null, "OPERATORS", true)]
    [InlineData(null, "Guards", false)]
    public void A_role_is_known_by_id_alone_or_else_by_name(string? id, string? name, bool caught) =>
        Assert.Equal(caught, Given.Catches(new Whom { Roles = [new RoleRef { Id = id, Name = name }] }));

    [Fact]
    public void An_excluded_user_is_not_caught_however_the_rule_would_catch()
    {
        UserRef[] jsmith = [new UserRef { Name = "jsmith" }];
        Assert.False(Given.Catches(new Whom { Everyone = true, ExcludedUsers = jsmith }));
        Assert.False(Given.Catches(new Whom { Users = jsmith, ExcludedUsers = [new UserRef { Sid = "S-1-5-21-7" }] }));
        Assert.False(Given.Catches(new Whom { Roles = [new RoleRef { Id = "r1" }], ExcludedUsers = jsmith }));
    }

    [Fact]
    public void One_who_holds_an_excluded_role_is_not_caught()
    {
        Assert.False(Given.Catches(new Whom { Everyone = true, ExcludedRoles = [new RoleRef { Name = "operators" }] }));
        Assert.True(Given.Catches(new Whom { Everyone = true, ExcludedRoles = [new RoleRef { Name = "Guards" }] }));
    }

    [Fact]
    public void A_policy_holds_rules_whatever_their_cameras_conditions_demands_and_mode()
    {
        AuditRule[] mine =
        [
            Given.Rule("a") with { Mode = RuleMode.Shadow },
            Given.Rule("b") with { Cameras = new CameraScope { Specified = true, Cameras = [new CameraRef { Id = "elsewhere" }] } },
            Given.Rule("c") with { Conditions = new RuleConditions { FootageOlderThanMinutes = 1 } },
            Given.Rule("d") with { Playback = new Demand() },
        ];
        AuditRule[] others = [Given.Rule("e") with { Enabled = false }, Given.Rule("f") with { Whom = new Whom { Users = [new UserRef { Name = "kim" }] } }];
        Assert.Equal(mine, RuleBook.Compile([.. others, .. mine.Reverse()], 1).PolicyFor(Given.Activity().Actor));
    }
}
