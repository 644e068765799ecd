namespace Auditor.WebConsole.Deliveries;

/// <summary>A machine and its port.</summary>
public sealed record HostTarget
{
    public string Host { get; init; } = "";

    public int Port { get; init; }
}
