namespace Auditor.Faults.Processes;

/// <summary>What all processes of a run have alike.</summary>
/// <param name="Folder">The run's folder.</param>
/// <param name="Broker">The broker.</param>
/// <param name="ApiKey">An administrator's and auditor's API key.</param>
/// <param name="ClockLibrary">What steers a process's clock; null where nothing does.</param>
/// <param name="Relayed">Whether each process reaches the broker by a relay of its own, which can be cut.</param>
/// <param name="Environment">Settings of every process.</param>
internal sealed record RunSettings(
    string Folder, RabbitBroker Broker, string ApiKey, string? ClockLibrary, bool Relayed, IReadOnlyDictionary<string, string> Environment)
{
    /// <summary>The data folder that processes of a kind share.</summary>
    public string FolderOf(ServiceKind kind) => Path.Combine(Folder, kind.Folder);
}
