namespace Auditor.Faults.Injecting;

/// <summary>What there is to be harmed, and by what.</summary>
/// <param name="Processes">Names of the processes.</param>
/// <param name="Kinds">Names of their kinds.</param>
/// <param name="Stores">Names of the kinds whose stores can be filled.</param>
/// <param name="Clients">Names of the programs around the services that have a connection of their own.</param>
/// <param name="HasClocks">Whether the clocks of processes can be steered.</param>
internal sealed record FaultTargets(
    IReadOnlyList<string> Processes, IReadOnlyList<string> Kinds, IReadOnlyList<string> Stores, IReadOnlyList<string> Clients, bool HasClocks)
{
    /// <summary>Every kind of fault on everyone whom it can hit, each once.</summary>
    public IEnumerable<(FaultKind Kind, string Target)> All()
    {
        foreach (string process in Processes)
        {
            yield return (FaultKind.Kill, process);
            yield return (FaultKind.Pause, process);
            yield return (FaultKind.Cut, process);
            if (HasClocks)
            {
                yield return (FaultKind.ClockStep, process);
            }
        }

        foreach (string kind in Kinds)
        {
            yield return (FaultKind.KillAll, kind);
            yield return (FaultKind.Join, kind);
        }

        foreach (string client in Clients)
        {
            yield return (FaultKind.Cut, client);
        }

        foreach (string store in Stores)
        {
            yield return (FaultKind.DiskFull, store);
        }

        yield return (FaultKind.DropConnections, "");
        yield return (FaultKind.BrokerRestart, "");
        yield return (FaultKind.BrokerKill, "");
        yield return (FaultKind.SlowConsumer, "");
        yield return (FaultKind.ConsumerRestart, "");
    }
}
