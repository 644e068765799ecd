namespace Auditor.Standalone.Scenarios;

/// <summary>What an operator can do in a scenario.</summary>
internal enum StepVerb
{
    StartClient,
    StopClient,
    Heartbeat,
    EnterPlayback,
    LeavePlayback,
    EnableIndependentPlayback,
    DisableIndependentPlayback,
    Play,
    PlayReverse,
    Stop,
    GoTo,
    NextSequence,
    PreviousSequence,
    EnterExport,
    LeaveExport,
    StartExport,
    CompleteExport,
    CancelExport,
    FailExport,
}
