namespace Auditor.Plugin.Core.Tracking;

/// <summary>How an export ended.</summary>
public enum ExportEnd
{
    Completed,
    Cancelled,
    Failed,
}
