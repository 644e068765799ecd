using Auditor.Ledger;

namespace Auditor.WebConsole.Trust;

/// <summary>What is signed of the log.</summary>
/// <param name="Checkpoint">The latest checkpoint.</param>
/// <param name="Signers">Names of all who signed it, the log first.</param>
/// <param name="Key">The log's public key (C2SP signed-note).</param>
public sealed record SignedState(Checkpoint Checkpoint, IReadOnlyList<string> Signers, string Key);
