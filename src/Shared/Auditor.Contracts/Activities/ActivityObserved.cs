namespace Auditor.Contracts;

/// <summary>
/// What an operator did in XProtect, as the plugin on the workstation observed it. Born on the workstation, written to
/// its spool before anything else happens, and published to the exchange <c>auditor.activities</c>.
/// </summary>
public sealed record ActivityObserved
{
    /// <summary>The version of this message's shape that this build writes and fully understands.</summary>
    public const int CurrentVersion = 1;

    /// <summary>Version of the shape. A newer one than <see cref="CurrentVersion"/> is recorded as it came.</summary>
    public int Version { get; init; } = CurrentVersion;

    /// <summary>Made where the activity is observed (UUIDv7, RFC 9562), and kept on every retry: the log holds it once.</summary>
    public Guid ActivityId { get; init; }

    /// <summary>One of <see cref="ActivityKinds"/>, or a newer kind.</summary>
    public string Kind { get; init; } = "";

    /// <summary>One run of one client. New at every start of the client.</summary>
    public Guid ClientSessionId { get; init; }

    /// <summary>1, 2, 3 ... within the client session. A hole means that an activity is missing.</summary>
    public long SequenceNumber { get; init; }

    /// <summary>Ties a reason, a refusal or an export's end to the activity that it belongs to.</summary>
    public Guid? CorrelationId { get; init; }

    /// <summary>When it happened by the workstation's clock, in UTC.</summary>
    public DateTimeOffset ObservedAt { get; init; }

    /// <summary>The workstation's offset from UTC at that moment, in minutes; east is positive.</summary>
    public int? UtcOffsetMinutes { get; init; }

    /// <summary>The workstation's time zone, as an IANA or a Windows id.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Who did it.</summary>
    public Actor Actor { get; init; } = new();

    /// <summary>The XProtect site on which it happened.</summary>
    public SiteRef Site { get; init; } = new();

    /// <summary>The tenant that the site belongs to; absent on a single-tenant system.</summary>
    public string? Tenant { get; init; }

    /// <summary>The window in which it happened, as the client names it.</summary>
    public string? Window { get; init; }

    /// <summary>The cameras that were in view, or the one camera of an independent playback.</summary>
    public IReadOnlyList<CameraRef> Cameras { get; init; } = [];

    /// <summary>The recordings concerned, in recording time. <c>To</c> is absent while the end is not known.</summary>
    public RecordingInterval? Recording { get; init; }

    /// <summary>Details of a playback action.</summary>
    public PlaybackDetail? Playback { get; init; }

    /// <summary>Details of an export.</summary>
    public ExportDetail? Export { get; init; }

    /// <summary>
    /// Of a reason, a refusal or an expiry: the kind of the activity that asked for it. Such an activity repeats the cameras, the
    /// recording and the export of the one that asked, because the rules that concern them concern the answer too.
    /// </summary>
    public string? About { get; init; }

    /// <summary>The operator's own words or choice. On an entry activity: an earlier answer that is still valid.</summary>
    public Reason? Reason { get; init; }

    /// <summary>Whether the client asks the operator for a reason because of this activity. Absent: not said.</summary>
    public bool? Prompted { get; init; }

    /// <summary>State of the client, reported with a heartbeat.</summary>
    public ClientHealth? Client { get; init; }

    /// <summary>Version of the plugin that observed it.</summary>
    public string? PluginVersion { get; init; }

    /// <summary>Revision of the operator policy by which the client decided whether to ask.</summary>
    public long? PolicyRevision { get; init; }
}
