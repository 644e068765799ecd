using Auditor.Contracts;
using Xunit;

namespace Auditor.Rules.Tests;

public sealed class AuditRuleValidatorTests
{
    private static readonly AuditRule Sound = Given.Rule() with
    {
        Whom = new Whom { Users = [new UserRef { Sid = "S-1" }, new UserRef { Name = "kim" }], Roles = [new RoleRef { Name = "Operators" }] },
        Cameras = new CameraScope { Specified = true, Groups = [new CameraGroupRef { Id = "g1" }] },
        PredefinedReasons = [new PredefinedReason { Text = "Theft", Activities = [ActivityType.Playback] }],
        ReasonPolicy = new ReasonPolicy { MinimumLength = 1000, AnswerValidMinutes = 1440, CaseNumberPattern = @"\d{4}-\d+" },
        Conditions = new RuleConditions { FootageOlderThanMinutes = 1, ExportLongerThanMinutes = 1, Schedule = At("Europe/Copenhagen") },
        NotificationChannels = ["siem"],
    };

    private static Schedule At(string zone, string from = "08:00", string to = "24:00") =>
        new() { TimeZone = zone, Windows = [new ScheduleWindow { Days = [DayOfWeek.Monday], From = from, To = to }] };

    private static void Problem(AuditRule rule, string field, string? message = null)
    {
        RuleProblem problem = Assert.Single(AuditRuleValidator.Validate(rule));
        Assert.Equal(field, problem.Field);
        Assert.Contains(message ?? "", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sound_rule_has_no_problems()
    {
        Assert.Empty(AuditRuleValidator.Validate(Sound));
        Assert.Empty(AuditRuleValidator.Validate(Given.Rule()));
        Assert.Empty(AuditRuleValidator.Validate(Sound with { Conditions = new RuleConditions { Schedule = At("Romance Standard Time") } }));
    }

    [Fact]
    public void A_name_is_required_and_limited()
    {
        Problem(Sound with { Name = " " }, "name");
        Problem(Sound with { Name = null! }, "name");
        Problem(Sound with { Name = new string('n', 201) }, "name", "200");
        Assert.Empty(AuditRuleValidator.Validate(Sound with { Name = new string('n', 200) }));
    }

    [Fact]
    public void Someone_must_be_caught() =>
        Problem(
            Sound with { Whom = new Whom { ExcludedUsers = [new UserRef { Name = "kim" }] } },
            "whom",
            "At least one user, role or everyone must be selected.");

    [Fact]
    public void Users_and_roles_must_be_named_so_that_they_can_match()
    {
        Problem(Sound with { Whom = new Whom { Users = [new UserRef { Sid = "S-1" }, new UserRef { Name = " ", Sid = "" }] } }, "whom.users[1]", "sid or a name");
        Problem(Sound with { Whom = new Whom { Users = [new UserRef { Name = "kim " }] } }, "whom.users[0].name", "blank");
        Problem(Sound with { Whom = new Whom { Roles = [new RoleRef()] } }, "whom.roles[0]", "id or a name");
        Problem(Sound with { Whom = new Whom { Everyone = true, ExcludedUsers = [new UserRef()] } }, "whom.excludedUsers[0]");
        Problem(Sound with { Whom = new Whom { Everyone = true, ExcludedRoles = [new RoleRef()] } }, "whom.excludedRoles[0]");
    }

    [Fact]
    public void Specified_cameras_must_be_listed_each_with_an_id()
    {
        Problem(Sound with { Cameras = new CameraScope { Specified = true } }, "cameras");
        Problem(Sound with { Cameras = new CameraScope { Specified = true, Cameras = [new CameraRef { Name = "Gate" }] } }, "cameras.cameras[0].id");
        Problem(Sound with { Cameras = new CameraScope { Specified = true, Groups = [new CameraGroupRef()] } }, "cameras.groups[0].id");
        Assert.Empty(AuditRuleValidator.Validate(Sound with { Cameras = new CameraScope() }));
    }

    [Fact]
    public void Reasons_must_have_a_text_of_their_own_and_an_activity()
    {
        static AuditRule With(params PredefinedReason[] reasons) => Sound with { PredefinedReasons = reasons };
        PredefinedReason theft = Sound.PredefinedReasons[0];
        Problem(With(theft with { Text = " " }), "predefinedReasons[0].text", "blank");
        Problem(With(theft, theft with { Text = "THEFT " }), "predefinedReasons[1].text", "already");
        Problem(With(theft with { Text = new string('r', 201) }), "predefinedReasons[0].text", "200");
        Problem(With(theft with { Activities = [] }), "predefinedReasons[0].activities", "Playback, Export, IndependentPlayback");
        Problem(With(theft with { Activities = [(ActivityType)7] }), "predefinedReasons[0].activities[0]", "Playback, Export, IndependentPlayback");
    }

    [Fact]
    public void A_reason_policy_stays_within_its_bounds()
    {
        static AuditRule With(ReasonPolicy policy) => Sound with { ReasonPolicy = policy };
        Problem(With(new ReasonPolicy { MinimumLength = -1 }), "reasonPolicy.minimumLength", "0 to 1000");
        Problem(With(new ReasonPolicy { MinimumLength = 1001 }), "reasonPolicy.minimumLength");
        Problem(With(new ReasonPolicy { AnswerValidMinutes = 1441 }), "reasonPolicy.answerValidMinutes", "0 to 1440");
        Problem(With(new ReasonPolicy { WhenPolicyUnknown = (PolicyUnknown)9 }), "reasonPolicy.whenPolicyUnknown", "FailOpen, FailClosed");
        Problem(Sound with { Mode = (RuleMode)9 }, "mode", "Live, Shadow");
    }

    [Theory]
    [InlineData("(")]
    [InlineData("")]
    [InlineData("a)|(?:b")]
    [InlineData("(?x) a # comment")]
    public void A_case_number_pattern_must_be_an_expression_for_a_whole_text(string pattern) =>
        Problem(Sound with { ReasonPolicy = new ReasonPolicy { CaseNumberPattern = pattern } }, "reasonPolicy.caseNumberPattern");

    [Fact]
    public void A_case_number_pattern_is_limited() =>
        Problem(Sound with { ReasonPolicy = new ReasonPolicy { CaseNumberPattern = new string('a', 201) } }, "reasonPolicy.caseNumberPattern", "200");

    [Theory]
    [InlineData("Mars/Olympus")]
    [InlineData("europe/copenhagen")]
    [InlineData("UTC+2")]
    [InlineData("")]
    [InlineData(null)]
    public void A_time_zone_must_exist(string? zone) =>
        Problem(Sound with { Conditions = new RuleConditions { Schedule = At(zone!) } }, "conditions.schedule.timeZone", "Europe/Copenhagen");

    [Theory]
    [InlineData("8:00", "17:00", "from")]
    [InlineData("24:00", "17:00", "from")]
    [InlineData("08:60", "17:00", "from")]
    [InlineData(null, "17:00", "from")]
    [InlineData("08:00", "24:01", "to")]
    [InlineData("08:00", "25:00", "to")]
    [InlineData("08:00", "0a:00", "to")]
    [InlineData("08:00", "١٧:٠٠", "to")]
    public void Times_are_written_with_two_digits_each(string? from, string to, string field) =>
        Problem(Sound with { Conditions = new RuleConditions { Schedule = At("UTC", from!, to) } }, $"conditions.schedule.windows[0].{field}", "HH:mm");

    [Fact]
    public void A_schedule_needs_windows_and_a_window_days()
    {
        static AuditRule With(params ScheduleWindow[] windows) =>
            Sound with { Conditions = new RuleConditions { Schedule = new Schedule { TimeZone = "UTC", Windows = windows } } };
        Problem(With(), "conditions.schedule.windows");
        Problem(With(new ScheduleWindow()), "conditions.schedule.windows[0].days", "Sunday");
        Problem(With(new ScheduleWindow { Days = [(DayOfWeek)7] }), "conditions.schedule.windows[0].days[0]", "Sunday");
    }

    [Fact]
    public void Minutes_of_conditions_are_positive()
    {
        Problem(Sound with { Conditions = new RuleConditions { FootageOlderThanMinutes = 0 } }, "conditions.footageOlderThanMinutes", "1");
        Problem(Sound with { Conditions = new RuleConditions { ExportLongerThanMinutes = -5 } }, "conditions.exportLongerThanMinutes", "1");
    }

    [Fact]
    public void Channel_names_are_not_blank() => Problem(Sound with { NotificationChannels = ["siem", ""] }, "notificationChannels[1]");

    [Fact]
    public void Lists_are_limited()
    {
        Problem(Sound with { Whom = new Whom { Users = [.. Enumerable.Repeat(new UserRef { Sid = "S" }, 10_001)] } }, "whom.users", "10000");
        Problem(Sound with { PredefinedReasons = [.. Enumerable.Repeat(Sound.PredefinedReasons[0], 101)] }, "predefinedReasons", "100");
    }

    [Fact]
    public void A_null_is_a_problem_and_never_an_exception()
    {
        Problem(null!, "");
        Problem(Sound with { Whom = null! }, "whom");
        Problem(Sound with { Cameras = null! }, "cameras");
        Problem(Sound with { Playback = null! }, "playback");
        Problem(Sound with { Export = null! }, "export");
        Problem(Sound with { IndependentPlayback = null! }, "independentPlayback");
        Problem(Sound with { PredefinedReasons = null! }, "predefinedReasons");
        Problem(Sound with { PredefinedReasons = [null!] }, "predefinedReasons[0]");
        Problem(Sound with { PredefinedReasons = [new PredefinedReason { Text = "t", Activities = null! }] }, "predefinedReasons[0].activities");
        Problem(Sound with { ReasonPolicy = null! }, "reasonPolicy");
        Problem(Sound with { Conditions = null! }, "conditions");
        Problem(Sound with { Conditions = new RuleConditions { Schedule = new Schedule { TimeZone = "UTC", Windows = null! } } }, "conditions.schedule.windows");
        Problem(Sound with { Conditions = new RuleConditions { Schedule = new Schedule { TimeZone = "UTC", Windows = [null!] } } }, "conditions.schedule.windows[0]");
        Problem(Sound with { NotificationChannels = null! }, "notificationChannels");
        Problem(Sound with { NotificationChannels = [null!] }, "notificationChannels[0]");
        Problem(Sound with { Whom = new Whom { Everyone = true, Users = null! } }, "whom.users");
        Problem(Sound with { Whom = new Whom { Everyone = true, ExcludedRoles = [null!] } }, "whom.excludedRoles[0]");
        Problem(Sound with { Cameras = new CameraScope { Groups = null! } }, "cameras.groups");
        Problem(Sound with { Cameras = new CameraScope { Cameras = [null!] } }, "cameras.cameras[0]");
    }
}
