using System.Runtime.InteropServices;

namespace Auditor.Ledger;

/// <summary>How far a verification is.</summary>
/// <param name="Entries">Entries that were read.</param>
/// <param name="Total">Entries that there are to read.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct VerificationProgress(long Entries, long Total);
