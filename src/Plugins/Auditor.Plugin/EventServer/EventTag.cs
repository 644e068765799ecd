using Auditor.Contracts;
using Auditor.Wire;

namespace Auditor.Plugin.EventServer;

/// <summary>What stands in an event's custom tag: JSON, so that nothing that a person typed can be taken for another field.</summary>
internal sealed record EventTag
{
    /// <summary>Of the entry in the audit log.</summary>
    public Guid EntryId { get; init; }

    public Guid RuleId { get; init; }

    public string RuleName { get; init; } = "";

    public string Action { get; init; } = "";

    public string User { get; init; } = "";

    public string? Sid { get; init; }

    public string? Workstation { get; init; }

    public string? Reason { get; init; }

    public DateTimeOffset OccurredAt { get; init; }

    public RecordingInterval? Recording { get; init; }

    public IReadOnlyList<string> Cameras { get; init; } = [];

    public static string Of(AuditEntry entry, OutcomeEvent fired) => WireFormat.SerializeToText(new EventTag
    {
        EntryId = entry.EntryId,
        RuleId = fired.RuleId,
        RuleName = fired.RuleName,
        Action = entry.AuditableResource + "." + entry.AuditableAction,
        User = entry.Actor.Name,
        Sid = entry.Actor.Id,
        Workstation = entry.Actor.Workstation,
        Reason = entry.Reason,
        OccurredAt = entry.OccurredAt,
        Recording = entry.Recording,
        Cameras = [.. entry.Cameras.Select(camera => camera.Name.Length > 0 ? camera.Name : camera.Id)],
    });
}
