using Auditor.Contracts;

namespace Auditor.Storage;

/// <summary>The end of a legal hold.</summary>
/// <param name="HoldId">Which.</param>
/// <param name="Why">In the words of who decided.</param>
/// <param name="By">Who decided.</param>
/// <param name="At">UTC.</param>
public sealed record HoldRelease(Guid HoldId, string Why, Actor By, DateTimeOffset At);
