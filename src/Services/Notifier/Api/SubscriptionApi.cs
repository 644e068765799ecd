using Auditor.Contracts;
using Auditor.Hosting.Access;

namespace Auditor.Notifier.Api;

/// <summary>The routes of Notifier. docs/subscriptions-api.md is this for people.</summary>
internal static class SubscriptionApi
{
    public const string Root = "/api/subscriptions";

    private const string Json = "application/json";

    public static void Map(IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder subscriptions = routes.MapGroup(Root).WithTags("Subscriptions");
        MapReading(subscriptions.MapGroup("").AllowRoles(AccessRoles.Administrator, AccessRoles.Auditor));
        MapChanging(subscriptions.MapGroup("").AllowRoles(AccessRoles.Administrator));
        MapDelivering(subscriptions.MapGroup("").AllowRoles(AccessRoles.Administrator));
    }

    private static void MapReading(RouteGroupBuilder subscriptions)
    {
        subscriptions.MapGet("", SubscriptionEndpoints.ListAsync)
            .WithName("ListSubscriptions").WithSummary("The subscriptions by name, and how their deliveries stand; filtered by a part of the name and by enabled.")
            .Produces<SubscriptionList>();
        subscriptions.MapGet("{id:guid}", SubscriptionEndpoints.GetAsync)
            .WithName("GetSubscription").WithSummary("One subscription, and how its deliveries stand. Its ETag is the version of its settings.")
            .Produces<SubscriptionView>().ProducesProblem(404).ProducesProblem(410);
        subscriptions.MapGet("{id:guid}/history", SubscriptionEndpoints.HistoryAsync)
            .WithName("GetSubscriptionHistory").WithSummary("Every change, latest first: who, when, before and after, without secrets. Deleted ones included.")
            .Produces<SubscriptionHistoryList>().ProducesProblem(404);
    }

    private static void MapChanging(RouteGroupBuilder subscriptions)
    {
        subscriptions.MapPost("", SubscriptionEndpoints.CreateAsync)
            .WithName("CreateSubscription").WithSummary("Creates a subscription. A secret that is made for it is in this answer and in no other.")
            .Accepts<SubscriptionBody>(Json)
            .Produces<ChangedSubscription>(StatusCodes.Status201Created).ProducesValidationProblem().ProducesProblem(409);
        subscriptions.MapPut("{id:guid}", SubscriptionEndpoints.ReplaceAsync)
            .WithName("ReplaceSubscription").WithSummary("Replaces a subscription, whose secret stays unless one is given. If-Match must carry the ETag of the version that was read.")
            .Accepts<SubscriptionBody>(Json)
            .Produces<ChangedSubscription>().ProducesValidationProblem().ProducesProblem(404).ProducesProblem(409).ProducesProblem(410).ProducesProblem(412).ProducesProblem(428);
        subscriptions.MapDelete("{id:guid}", SubscriptionEndpoints.DeleteAsync)
            .WithName("DeleteSubscription").WithSummary("Deletes a subscription; its history stays. If-Match must carry the ETag of the version that was read.")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(404).ProducesProblem(410).ProducesProblem(412).ProducesProblem(428);
        subscriptions.MapPost("{id:guid}/rotate-secret", DeliveryEndpoints.RotateSecretAsync)
            .WithName("RotateSubscriptionSecret").WithSummary("Makes a new secret, which is in this answer and in no other; the former stays in force for 24 hours.")
            .Produces<ChangedSubscription>().ProducesProblem(404).ProducesProblem(409).ProducesProblem(410).ProducesProblem(412);
    }

    private static void MapDelivering(RouteGroupBuilder subscriptions)
    {
        subscriptions.MapPost("{id:guid}/retry", DeliveryEndpoints.RetryAsync)
            .WithName("RetrySubscription").WithSummary("Tries a destination that fails again at once.")
            .Produces(StatusCodes.Status202Accepted).ProducesProblem(404).ProducesProblem(409).ProducesProblem(410);
        subscriptions.MapPost("{id:guid}/skip", DeliveryEndpoints.SkipAsync)
            .WithName("SkipEntryOfSubscription").WithSummary("Passes over the one entry that waits, for a reason that goes to the log.")
            .Accepts<SkipBody>(Json)
            .Produces<ChangedSubscription>().ProducesValidationProblem().ProducesProblem(404).ProducesProblem(409).ProducesProblem(410).ProducesProblem(412);
        subscriptions.MapPost("{id:guid}/test", TestEndpoint.TestAsync)
            .WithName("TestSubscription").WithSummary("Sends a sample, which is no entry, to the destination, and says what came back.")
            .Produces<TestAnswer>().ProducesProblem(404).ProducesProblem(409).ProducesProblem(410);
    }
}
