namespace Auditor.Hosting.Tests;

/// <summary>Somebody who calls, and what he shows.</summary>
/// <param name="Name">For the test's name.</param>
/// <param name="Roles">In which he should be let in; null for somebody who should not be let in at all.</param>
/// <param name="Show">Puts what he shows on a request.</param>
internal sealed record Caller(string Name, IReadOnlyList<string>? Roles, Func<HttpRequestMessage, Task> Show);
