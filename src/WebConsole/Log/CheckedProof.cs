using Auditor.Ledger;

namespace Auditor.WebConsole.Log;

/// <summary>A proof that was checked, and what came of it.</summary>
/// <param name="Proof">The proof.</param>
/// <param name="Report">What came of it.</param>
/// <param name="Key">The public key it was checked with (C2SP signed-note).</param>
public sealed record CheckedProof(LogProof Proof, VerificationReport Report, string Key);
