namespace Auditor.Ledger.Tests;

/// <summary>One alteration of a log, and what the verifier must say of it.</summary>
/// <param name="Name">What was done.</param>
/// <param name="Log">The log after it.</param>
/// <param name="Kinds">The kinds that the first fault may have.</param>
/// <param name="Position">The position that the first fault must name; null when none can be told.</param>
/// <param name="Earlier">A checkpoint that was kept elsewhere.</param>
internal sealed record Alteration(string Name, MemoryLog Log, FaultKind[] Kinds, long? Position, byte[]? Earlier = null);
