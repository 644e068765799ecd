using Auditor.Contracts;
using Auditor.Hosting.Api;
using Auditor.Notifier.Api;
using Auditor.Storage;

namespace Auditor.Notifier.Drafting;

/// <summary>What is wrong with a subscription, whatever the kind of its destination.</summary>
internal static class SubscriptionCheck
{
    private const int LongestName = 100;

    public static IEnumerable<FieldProblem> Check(SubscriptionBody body) =>
        FieldLimits.Text("name", body.Name, LongestName)
            .Concat(FieldLimits.Word("startAt", body.StartAt, SubscriptionStarts.All))
            .Concat(Check(body.Filter));

    private static IEnumerable<FieldProblem> Check(SubscriptionFilter filter) =>
        FieldLimits.Words("filter.resources", filter.Resources, AuditableResources.All)
            .Concat(FieldLimits.Words("filter.actions", filter.Actions, AuditableActions.All))
            .Concat(FieldLimits.Words("filter.results", filter.Results, AuditResults.All))
            .Concat(FieldLimits.Count("filter.rules", filter.Rules.Count))
            .Concat(filter.Rules.Take(FieldLimits.MostValues).SelectMany((rule, i) =>
                rule == Guid.Empty ? [new FieldProblem($"filter.rules[{i}]", "must be the id of a rule, a UUID that is not all zeros.")] : Array.Empty<FieldProblem>()))
            .Concat(FieldLimits.Texts("filter.actors", filter.Actors))
            .Concat(FieldLimits.Texts("filter.cameras", filter.Cameras))
            .Concat(FieldLimits.Texts("filter.tenants", filter.Tenants))
            .Concat(FieldLimits.Texts("filter.channels", filter.Channels));
}
