namespace Auditor.Storage;

/// <summary>A place in the list of sessions.</summary>
public sealed record ClientSessionCursor(DateTimeOffset FirstSeen, Guid SessionId);
