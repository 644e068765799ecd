namespace Auditor.Contracts;

/// <summary>The services' own queues on RabbitMQ: durable quorum queues, one message type each.</summary>
public static class Queues
{
    public const string Activities = "auditor.rule-service.activities";
    public const string Policy = "auditor.rule-service.policy";
    public const string Decisions = "auditor.audit-writer.decisions";
    public const string Changes = "auditor.audit-writer.changes";
    public const string Outcomes = "auditor.audit-writer.outcomes";
    public const string Access = "auditor.audit-writer.access";
    public const string Log = "auditor.audit-writer.log";
    public const string Failures = "auditor.audit-writer.failures";
    public const string DeadLetters = "auditor.audit-writer.dead-letters";

    /// <summary>Those that questions come by. A question is no fact: who asked asks again, and nobody keeps one that failed.</summary>
    public static IReadOnlyList<string> Questions { get; } = [Policy, Access, Log];
}
