using Auditor.Contracts;

namespace Auditor.Wire;

/// <summary>What came of reading an activity.</summary>
/// <param name="Activity">The activity, as far as this version understands it.</param>
/// <param name="Original">The body as it came, when its kind or its version is not known here; else JSON null.</param>
public sealed record ActivityReading(ActivityObserved Activity, JsonText Original);
