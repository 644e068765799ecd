namespace Auditor.Plugin;

/// <summary>What XProtect knows us by. Sites refer to these in rules, alarms and rights: never change one.</summary>
internal static class PluginIds
{
    public static readonly Guid Plugin = new("5a0f8d6e-93a4-4a0f-8f3e-0b7c3f1d2a10");

    public static readonly Guid SmartClientBackground = new("5a0f8d6e-93a4-4a0f-8f3e-0b7c3f1d2a11");

    public static readonly Guid EventServerBackground = new("5a0f8d6e-93a4-4a0f-8f3e-0b7c3f1d2a12");

    public static readonly Guid SettingsPanel = new("5a0f8d6e-93a4-4a0f-8f3e-0b7c3f1d2a13");

    /// <summary>Kind of an audit rule's item; the item's object id is the rule's id.</summary>
    public static readonly Guid RuleKind = new("5a0f8d6e-93a4-4a0f-8f3e-0b7c3f1d2a20");

    /// <summary>Options: how clients reach the broker.</summary>
    public static readonly Guid ConnectionOptions = new("5a0f8d6e-93a4-4a0f-8f3e-0b7c3f1d2a30");

    public static readonly Guid EventGroup = new("5a0f8d6e-93a4-4a0f-8f3e-0b7c3f1d2a40");

    public static readonly Guid PlaybackEntryEvent = new("5a0f8d6e-93a4-4a0f-8f3e-0b7c3f1d2a41");

    public static readonly Guid ExportEntryEvent = new("5a0f8d6e-93a4-4a0f-8f3e-0b7c3f1d2a42");

    public static readonly Guid IndependentPlaybackEvent = new("5a0f8d6e-93a4-4a0f-8f3e-0b7c3f1d2a43");

    public static readonly Guid PlaybackActionEvent = new("5a0f8d6e-93a4-4a0f-8f3e-0b7c3f1d2a44");

    public static readonly Guid StateGroup = new("5a0f8d6e-93a4-4a0f-8f3e-0b7c3f1d2a50");
}
