using Auditor.Contracts;

namespace Auditor.Deploy.Tests;

internal static class Roles
{
    /// <summary>A queue that the broker names cannot be named by a test, so the matrix leaves them out; they have a test of their own.</summary>
    public const string HarbourQueue = "auditor.event-server.Harbour.appended";
    public const string QuayQueue = "auditor.event-server.Quay.appended";
    public const string SiemQueue = "subscriber-siem.exports";
    public const string NorthQueue = "subscriber-north.exports";

    private const string DefaultExchange = "";

    public static readonly Role RuleService = new("rule-service")
    {
        Publishes =
        [
            Exchanges.Decisions, Exchanges.Changes, Exchanges.Rules, Exchanges.Access, Exchanges.Failures, Exchanges.DeadLetters,
            Queues.Activities + "_error", DefaultExchange,
        ],
        Reads = [Queues.Activities, Queues.Policy],
    };

    public static readonly Role AuditWriter = new("audit-writer")
    {
        Publishes =
        [
            Exchanges.Appended, Exchanges.Failures, Exchanges.DeadLetters, DefaultExchange,
            // Reimport puts a failed append back where it came from.
            Exchanges.Activities, Exchanges.Decisions, Exchanges.Changes, Exchanges.Outcomes,
            Queues.Decisions + "_error", Queues.Changes + "_error", Queues.Outcomes + "_error", Queues.Access + "_error", Queues.Log + "_error",
            Queues.Failures + "_error", Queues.DeadLetters + "_error",
        ],
        Reads = [Queues.Decisions, Queues.Changes, Queues.Outcomes, Queues.Access, Queues.Log, Queues.Failures, Queues.DeadLetters],
    };

    public static readonly Role Notifier = new("notifier") { Publishes = [Exchanges.Entries, Exchanges.Changes, Exchanges.Outcomes, Exchanges.Access, Exchanges.Log] };

    public static readonly Role WebConsole = new("web-console") { Publishes = [Exchanges.Access] };

    public static readonly Role Client = new("auditor-client") { Publishes = [Exchanges.Activities, Exchanges.Policy] };

    public static readonly Role EventServer = new("auditor-event-server-Harbour")
    {
        Publishes = [Exchanges.Outcomes, Exchanges.Failures], Reads = [HarbourQueue], Owns = [HarbourQueue], Hears = [Exchanges.Appended],
    };

    public static readonly Role Subscriber = new("subscriber-siem") { Reads = [SiemQueue], Owns = [SiemQueue], Hears = [Exchanges.Entries] };

    public static readonly Role Monitoring = new("monitoring");

    public static readonly Role[] All = [RuleService, AuditWriter, Notifier, WebConsole, Client, EventServer, Subscriber, Monitoring];
}
