using Auditor.Contracts;
using Microsoft.AspNetCore.Http;

namespace Auditor.Hosting.Access;

/// <summary>Tells the log who was refused, and what.</summary>
public sealed class Refusals(CallTally tally)
{
    /// <param name="http">The request.</param>
    /// <param name="actor">Who, as far as that is known.</param>
    /// <param name="why">In a few words.</param>
    public void Note(HttpContext http, Actor actor, string why) => Note(http, actor, AuditableActions.Refuse, why);

    /// <param name="http">The request.</param>
    /// <param name="actor">Who, as far as that is known.</param>
    /// <param name="action">One of <see cref="AuditableActions"/>.</param>
    /// <param name="why">In a few words.</param>
    public void Note(HttpContext http, Actor actor, string action, string why) => tally.Note(new AuditedCall
    {
        Actor = actor,
        Resource = AuditableResources.Access,
        Action = action,
        Route = http.RouteName(),
        Asked = http.User.Identity?.IsAuthenticated == true ? http.Request.Path.ToString() : null,
        Why = why,
        Result = AuditResults.Denied,
    });
}
