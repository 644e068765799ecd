namespace Auditor.Storage;

/// <summary>A checkpoint as it was signed.</summary>
/// <param name="Size">Leaves that it covers.</param>
/// <param name="Note">The signed note (C2SP signed-note), byte for byte.</param>
/// <param name="SignedAt">UTC.</param>
public sealed record StoredCheckpoint(long Size, ReadOnlyMemory<byte> Note, DateTimeOffset SignedAt);
