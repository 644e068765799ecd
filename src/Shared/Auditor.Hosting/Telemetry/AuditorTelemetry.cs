using System.Diagnostics;
using Auditor.Wire;

namespace Auditor.Hosting.Telemetry;

/// <summary>Names under which everything that is ours is traced and measured. docs/operate.md says what to watch.</summary>
public static class AuditorTelemetry
{
    /// <summary>Name of the trace source and of the meter.</summary>
    public const string Name = "Auditor";

    public static ActivitySource Source { get; } = new(Name);

    /// <summary>A step in the life of a fact, in the trace that the fact's id gives it; null while nobody listens.</summary>
    /// <param name="factId">The activity's, change's or entry's id.</param>
    /// <param name="name">Name of the step.</param>
    /// <param name="kind">Which side of a conversation it is.</param>
    /// <param name="startedAt">When it began (UTC).</param>
    public static Activity? StartStep(Guid factId, string name, ActivityKind kind, DateTimeOffset startedAt) =>
        Source.HasListeners() && factId != Guid.Empty && ActivityContext.TryParse(FactTrace.ParentOf(factId), null, isRemote: true, out ActivityContext fact)
            ? Source.StartActivity(kind, fact, [new("auditor.fact.id", factId.ToString("D"))], startTime: startedAt, name: name)
            : null;
}
