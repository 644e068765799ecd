namespace Auditor.WebConsole.Trust;

/// <summary>One client session as the log tells it.</summary>
public sealed record ClientLine
{
    public Guid Session { get; init; }

    public string? Workstation { get; init; }

    public string User { get; init; } = "";

    public string Site { get; init; } = "";

    public string? PluginVersion { get; init; }

    /// <summary>running, silent or stopped.</summary>
    public string Standing { get; init; } = "";

    public DateTimeOffset LastSeen { get; init; }

    public long Missing { get; init; }

    /// <summary>Activities on the workstation's disk, as it last said.</summary>
    public long? SpoolDepth { get; init; }

    /// <summary>Workstation clock minus broker clock, as it last said.</summary>
    public long? ClockOffsetMilliseconds { get; init; }
}
