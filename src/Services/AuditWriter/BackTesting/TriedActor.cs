using Auditor.Contracts;

namespace Auditor.AuditWriter.BackTesting;

/// <summary>An actor as the log has him, and whether a rule can catch him at all.</summary>
/// <param name="Actor">With what the rule needs to know of him.</param>
/// <param name="CanBeCaught">False: none of what he did matches.</param>
internal sealed record TriedActor(Actor Actor, bool CanBeCaught);
