using VideoOS.Platform;

namespace Auditor.Plugin.SmartClient;

/// <summary>
/// Which workspace is the one for exports. The SDK publishes no id for it. Its whole name is known in the languages of Smart Client; the id that
/// bore such a name once is remembered, whatever it is called later. In a language that is missing here, exports are still recorded and
/// asked about when they start.
/// </summary>
internal sealed class ExportWorkspace
{
    private static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        "Export", "Exports", "Exporte", "Exportations", "Exportaciones", "Esportazioni", "Exportações", "Eksporter", "Exporter", "Eksport", "Viennit",
        "Eksporty", "Exporty", "Exportálás", "Exportálások", "Экспорт", "Dışa aktarmalar", "エクスポート", "导出", "匯出", "내보내기", "ייצוא", "الصادرات",
    };

    private readonly object _gate = new();
    private readonly HashSet<Guid> _ids = [];

    public bool Is(Item? workspace)
    {
        if (workspace?.FQID is not { } fqid || fqid.ObjectId == ClientControl.LiveBuildInWorkSpaceId || fqid.ObjectId == ClientControl.PlaybackBuildInWorkSpaceId)
        {
            return false;
        }

        lock (_gate)
        {
            if (workspace.Name is { } name && Names.Contains(name.Trim()))
            {
                _ids.Add(fqid.ObjectId);
                return true;
            }

            return _ids.Contains(fqid.ObjectId);
        }
    }
}
