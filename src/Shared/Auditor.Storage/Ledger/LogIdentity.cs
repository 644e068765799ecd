namespace Auditor.Storage;

/// <summary>Which log a store holds, and who may sign it.</summary>
/// <param name="Origin">Origin of its checkpoints (C2SP tlog-checkpoint).</param>
/// <param name="VerifierKey">The public key, as a verifier is given it (C2SP signed-note).</param>
public sealed record LogIdentity(string Origin, string VerifierKey);
