namespace Auditor.Plugin.Core.Connections;

/// <param name="Field">Name of the property of <see cref="ConnectionSettings"/>.</param>
/// <param name="Problem">A sentence for people.</param>
public sealed record ConnectionProblem(string Field, string Problem);
