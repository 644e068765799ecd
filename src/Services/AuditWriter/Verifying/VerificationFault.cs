using Auditor.Ledger;

namespace Auditor.AuditWriter.Verifying;

/// <summary>One thing that is wrong.</summary>
/// <param name="Kind">Which kind.</param>
/// <param name="Message">In a sentence.</param>
/// <param name="Position">In the log, or the first of several; absent when it is not about an entry.</param>
/// <param name="LastPosition">The last of several.</param>
/// <param name="EntryId">The entry, where it is known.</param>
public sealed record VerificationFault(FaultKind Kind, string Message, long? Position, long? LastPosition, Guid? EntryId)
{
    internal static VerificationFault Of(LogFault fault) => new(fault.Kind, fault.Message, fault.Position, fault.LastPosition, fault.EntryId);
}
