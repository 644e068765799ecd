using Auditor.Contracts;
using Auditor.Hosting.Api;
using Auditor.Rules;
using Auditor.RuleService.Book;

namespace Auditor.RuleService.Api;

/// <summary>"Which rules apply to this operator?"</summary>
internal static class PolicyEndpoints
{
    public static async Task<IResult> PostAsync(HttpRequest request, RuleBookHolder rules)
    {
        (Actor? actor, IReadOnlyList<FieldProblem> problems) = await StrictBody.ReadAsync<Actor>(request);
        if (actor is null)
        {
            return ApiProblem.Invalid(problems);
        }

        return Asked.IsNobody(actor)
            ? ApiProblem.Invalid("name", "Say who: 'name', 'id' or 'roles'.")
            : Results.Ok(Answer(rules.Current, actor));
    }

    public static IResult Get(string? user, string? sid, string[]? role, RuleBookHolder rules)
    {
        Actor actor = Asked.Actor(user, sid, role);
        return Asked.IsNobody(actor)
            ? ApiProblem.Invalid("user", "Say who: ?user=NAME, ?sid=SID or ?role=ROLE (which may be repeated).")
            : Results.Ok(Answer(rules.Current, actor));
    }

    private static PolicyAnswer Answer(RuleBook book, Actor actor)
    {
        IReadOnlyList<AuditRule> rules = book.PolicyFor(actor);
        return new PolicyAnswer(book.Revision, rules, [.. Prompts(rules, actor)]);
    }

    /// <summary>The most that can be asked: what the rules ask when every camera and condition of theirs is met.</summary>
    private static IEnumerable<Prompt> Prompts(IReadOnlyList<AuditRule> rules, Actor actor)
    {
        RuleBook unconditional = RuleBook.Compile([.. rules.Select(rule => rule with { Cameras = new(), Conditions = new() })], 1);
        string[] entries = [ActivityKinds.PlaybackEntered, ActivityKinds.ExportEntered, ActivityKinds.IndependentPlaybackEnabled];
        return entries
            .Select(kind => unconditional.Decide(new ActivityObserved { Kind = kind, Actor = actor }).Prompt)
            .OfType<Prompt>();
    }
}
