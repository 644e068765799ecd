namespace Auditor.Ledger;

/// <summary>A file of a bundle as its manifest states it.</summary>
/// <param name="Sha256">SHA-256 of its bytes, 64 hexadecimal digits in lower case.</param>
/// <param name="Bytes">How many.</param>
public sealed record EvidenceFile(string Sha256, long Bytes);
