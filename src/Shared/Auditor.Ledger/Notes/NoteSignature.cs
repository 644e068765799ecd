namespace Auditor.Ledger;

/// <summary>One signature line of a note: <c>— name base64(key id (4 bytes, big-endian) || signature)</c>.</summary>
/// <param name="Name">Name of the key.</param>
/// <param name="KeyId">Which of the keys of this name.</param>
/// <param name="Bytes">The signature, in the form of the key's type.</param>
public sealed record NoteSignature(string Name, uint KeyId, ReadOnlyMemory<byte> Bytes);
