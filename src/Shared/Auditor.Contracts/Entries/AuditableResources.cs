namespace Auditor.Contracts;

/// <summary>What the log keeps entries about.</summary>
public static class AuditableResources
{
    public const string Playback = "PLAYBACK";
    public const string Export = "EXPORT";
    public const string IndependentPlayback = "INDEPENDENT_PLAYBACK";
    public const string Reason = "REASON";
    public const string Client = "CLIENT";
    public const string AuditRule = "AUDIT_RULE";
    public const string AuditLog = "AUDIT_LOG";
    public const string Outcome = "OUTCOME";
    public const string Subscription = "SUBSCRIPTION";
    public const string ApiKey = "API_KEY";
    public const string Scheme = "SCHEME";
    public const string CameraSettings = "CAMERA_SETTINGS";
    public const string Trigger = "TRIGGER";
    public const string Firmware = "FIRMWARE";

    /// <summary>A local account.</summary>
    public const string Account = "ACCOUNT";

    /// <summary>Signing in and out, and what was refused.</summary>
    public const string Access = "ACCESS";

    /// <summary>An activity of a kind or version that this build does not know, recorded as it came.</summary>
    public const string Unrecognized = "UNRECOGNIZED";

    public static IReadOnlyList<string> All { get; } =
    [
        Playback, Export, IndependentPlayback, Reason, Client, AuditRule, AuditLog, Outcome, Subscription, ApiKey,
        Scheme, CameraSettings, Trigger, Firmware, Unrecognized, Account, Access,
    ];
}
