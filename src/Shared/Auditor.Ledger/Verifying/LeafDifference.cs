using System.Runtime.InteropServices;

namespace Auditor.Ledger;

/// <summary>A position whose leaf in the signed tree is known, and is not what is presented.</summary>
/// <param name="Position">Of the leaf.</param>
/// <param name="Signed">The leaf's hash in the signed tree.</param>
/// <param name="Presented">The presented entry's leaf hash; null when there is none.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct LeafDifference(long Position, TreeHash Signed, TreeHash? Presented);
