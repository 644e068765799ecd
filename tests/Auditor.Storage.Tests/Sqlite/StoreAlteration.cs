using Auditor.Ledger;

namespace Auditor.Storage.Tests.Sqlite;

/// <summary>What somebody does to the file of a store.</summary>
/// <param name="Sql">With which statements.</param>
/// <param name="Position">The position that the first fault must name; null when none can be told.</param>
/// <param name="Kinds">The kinds that the first fault may have.</param>
internal sealed record StoreAlteration(string Sql, long? Position, params FaultKind[] Kinds);
