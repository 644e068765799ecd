using System.Runtime.InteropServices;

namespace Auditor.Ledger;

/// <summary>An entry as a source presents it.</summary>
/// <param name="Position">Where in the log, from 0.</param>
/// <param name="EntryId">The id under which the source has it; null when it does not say.</param>
/// <param name="Attested">The attested bytes (<see cref="EntryLeaf.Attested"/>), also of a large entry; null when they are gone.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct PresentedEntry(long Position, Guid? EntryId, ReadOnlyMemory<byte>? Attested);
