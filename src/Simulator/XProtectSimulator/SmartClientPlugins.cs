using VideoOS.Platform.Background;
using VideoOS.Platform.Client;

namespace Auditor.XProtectSimulator;

/// <summary>What a plugin's definition hands to Smart Client.</summary>
public sealed record SmartClientPlugins
{
    public IReadOnlyList<BackgroundPlugin> Background { get; init; } = [];

    /// <summary>Makes what is told of one export; null when no plugin wants to be.</summary>
    public Func<ExportParameters, ExportManager?>? Exports { get; init; }
}
