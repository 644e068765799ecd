using Auditor.Contracts;

namespace Auditor.Storage;

/// <summary>What became of one entry given to <see cref="IAuditLog.AppendAsync"/>.</summary>
/// <param name="Entry">The entry as it is in the log: the one given, or the one that was there before it.</param>
/// <param name="AlreadyThere">True when the log had an entry of this id.</param>
public sealed record AppendResult(AuditEntry Entry, bool AlreadyThere);
