using VideoOS.Platform.Util;

namespace VideoOS.Platform.Client.Export;

/// <summary>The type that the SDK gives back is not known to us; this one has the members that its samples use elsewhere for a stretch of time.</summary>
public static class ItemExtensions
{
    public static IEnumerable<TimeInterval> GetExportIntervals(this Item item) => item.ExportIntervals;

    public static Dictionary<string, string> GetViewItemProperties(this Item item) => item.Properties;
}
