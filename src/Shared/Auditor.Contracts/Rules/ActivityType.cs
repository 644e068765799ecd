namespace Auditor.Contracts;

/// <summary>The three things a rule can make demands for.</summary>
public enum ActivityType
{
    Playback,
    Export,
    IndependentPlayback,
}
