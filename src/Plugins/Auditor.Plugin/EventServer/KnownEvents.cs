using Auditor.Contracts;
using VideoOS.Platform.Data;

namespace Auditor.Plugin.EventServer;

/// <summary>
/// What rules and alarm definitions of XProtect can choose from. The message of a type is compared with that of an event character for character:
/// it is an identifier, and never translated here.
/// </summary>
internal static class KnownEvents
{
    public const string GroupName = "Auditor";

    private const string Active = "Active";

    /// <summary>Each once: a type that two item managers name is offered twice.</summary>
    private static readonly (string Message, Guid Id)[] Types =
    [
        (XProtectEvents.PlaybackEntry, PluginIds.PlaybackEntryEvent),
        (XProtectEvents.ExportEntry, PluginIds.ExportEntryEvent),
        (XProtectEvents.IndependentPlayback, PluginIds.IndependentPlaybackEvent),
        (XProtectEvents.PlaybackAction, PluginIds.PlaybackActionEvent),
    ];

    public static List<EventGroup> Groups() => [new EventGroup { ID = PluginIds.EventGroup, Name = GroupName }];

    public static List<EventType> EventTypes() =>
    [
        .. Types.Select(type => new EventType
        {
            ID = type.Id,
            Message = type.Message,
            GroupID = PluginIds.EventGroup,
            StateGroupID = PluginIds.StateGroup,
            State = Active,
            DefaultSourceKind = PluginIds.RuleKind,
            SourceKinds = [PluginIds.RuleKind],
        }),
    ];

    public static List<StateGroup> StateGroups() =>
        [new StateGroup { ID = PluginIds.StateGroup, Name = "Audit Status", States = ["Idle", Active] }];

    /// <summary>Id of a type; empty for a message that is not ours.</summary>
    public static Guid IdOf(string message) => Types.FirstOrDefault(type => string.Equals(type.Message, message, StringComparison.Ordinal)).Id;
}
