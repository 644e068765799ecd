namespace Auditor.AuditWriter.Witnessing;

/// <summary>One witness of this log. Section <c>Auditor:Ledger:Witnesses:n</c>.</summary>
public sealed class WitnessTarget
{
    /// <summary>One of <see cref="WitnessKinds"/>.</summary>
    public string Kind { get; set; } = "";

    /// <summary>A folder outside the store's; or the submission prefix of a C2SP tlog-witness, which for an Auditor ends in <c>/api/witness</c>.</summary>
    public string Target { get; set; } = "";

    /// <summary>The key with which a witness at a URL cosigns (C2SP signed-note). Empty: its cosignatures are not looked at.</summary>
    public string VerifierKey { get; set; } = "";
}
