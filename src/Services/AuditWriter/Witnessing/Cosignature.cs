using Auditor.Ledger;

namespace Auditor.AuditWriter.Witnessing;

/// <summary>A witness's answer.</summary>
/// <param name="Verdict">Whether it cosigned, and why not.</param>
/// <param name="Lines">Its signature lines when it did.</param>
/// <param name="LastSize">Size of the checkpoint that it cosigned last.</param>
internal sealed record Cosignature(WitnessVerdict Verdict, string Lines = "", long LastSize = 0);
