namespace Auditor.AuditWriter.Witnessing;

/// <summary>What this process witnesses for others. Section <c>Auditor:Witness</c>.</summary>
public sealed class WitnessOptions
{
    public const string Section = "Auditor:Witness";

    /// <summary>Verifier keys of the logs whose checkpoints are cosigned. None: this process is no witness.</summary>
    public IList<string> Logs { get; } = [];

    /// <summary>Name of the witness, used when its key is made; like a URL without scheme. Empty: the machine's name and a random part.</summary>
    public string Name { get; set; } = "";

    /// <summary>Requests that one address may make in a second; as many more at once.</summary>
    [System.ComponentModel.DataAnnotations.Range(1, 10_000, ErrorMessage = "Auditor:Witness:RequestsPerSecond must be from 1 to 10000.")]
    public int RequestsPerSecond { get; set; } = 50;
}
