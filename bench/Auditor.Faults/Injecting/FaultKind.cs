namespace Auditor.Faults.Injecting;

/// <summary>What can be done to the system.</summary>
internal enum FaultKind
{
    /// <summary>SIGKILL to one process; started again after a while.</summary>
    Kill,

    /// <summary>SIGKILL to all processes of a kind at once; started again after a while.</summary>
    KillAll,

    /// <summary>SIGSTOP, later SIGCONT.</summary>
    Pause,

    /// <summary>A further process of a kind, which works for a while and is then killed for good.</summary>
    Join,

    /// <summary>The connections of one program break, and nothing gets through for a while.</summary>
    Cut,

    /// <summary>The broker drops all connections at once.</summary>
    DropConnections,

    /// <summary>The broker stops in good order and starts again.</summary>
    BrokerRestart,

    /// <summary>SIGKILL to the broker; started again after a while.</summary>
    BrokerKill,

    /// <summary>Not a byte is left for a store.</summary>
    DiskFull,

    /// <summary>The clock of one process steps, and steps back later.</summary>
    ClockStep,

    /// <summary>Event Server takes its time with each entry.</summary>
    SlowConsumer,

    /// <summary>Event Server ends with entries in hand and starts again.</summary>
    ConsumerRestart,
}
