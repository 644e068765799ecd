namespace Auditor.Hosting.Api;

/// <summary>One thing that is wrong with a request.</summary>
/// <param name="Field">Path of the field in the body, like <c>changes[3].actor.type</c>; <c>body</c> for the whole.</param>
/// <param name="Message">What is wrong and what is allowed, for a person.</param>
public sealed record FieldProblem(string Field, string Message);
