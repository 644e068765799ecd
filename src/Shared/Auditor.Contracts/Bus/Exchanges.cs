namespace Auditor.Contracts;

/// <summary>The exchanges on RabbitMQ: all durable, all of type topic. What travels on them stands in docs/wire.md.</summary>
public static class Exchanges
{
    /// <summary><see cref="ActivityObserved"/>, routing key <c>&lt;kind&gt;.&lt;site&gt;</c>. Anyone who may publish reports here.</summary>
    public const string Activities = "auditor.activities";

    /// <summary><see cref="ActivityDecided"/>, routing key <c>&lt;kind&gt;.&lt;site&gt;</c>.</summary>
    public const string Decisions = "auditor.decisions";

    /// <summary><see cref="ConfigurationChanged"/>, routing key <c>&lt;resource&gt;.&lt;action&gt;</c>.</summary>
    public const string Changes = "auditor.changes";

    /// <summary><see cref="AuditEntryAppended"/>, routing key <c>&lt;tenant&gt;.&lt;resource&gt;.&lt;action&gt;</c>.</summary>
    public const string Appended = "auditor.appended";

    /// <summary><see cref="OutcomeDelivered"/>, routing key <c>delivered</c>.</summary>
    public const string Outcomes = "auditor.outcomes";

    /// <summary><see cref="AuditRulesChanged"/>, routing key <c>changed</c>.</summary>
    public const string Rules = "auditor.rules";

    /// <summary><see cref="OperatorPolicyRequested"/>, routing key <c>request</c>; the answer goes to the request's <c>reply_to</c>.</summary>
    public const string Policy = "auditor.policy";

    /// <summary><see cref="IdentityRequested"/>, routing key <c>request</c>; the answer goes to the request's <c>reply_to</c>.</summary>
    public const string Access = "auditor.access";

    /// <summary><see cref="LogRequested"/>, routing key <c>request</c>; the answer goes to the request's <c>reply_to</c>.</summary>
    public const string Log = "auditor.log";

    /// <summary>The feed: CloudEvents for everybody who subscribes, routing key <c>&lt;tenant&gt;.&lt;resource&gt;.&lt;action&gt;</c> (docs/subscribe.md).</summary>
    public const string Entries = "auditor.entries";

    /// <summary><see cref="MessageFailed"/>, routing key <c>failed</c>.</summary>
    public const string Failures = "auditor.failures";

    /// <summary>Where the broker puts a message that it delivered too often.</summary>
    public const string DeadLetters = "auditor.dead-letters";
}
