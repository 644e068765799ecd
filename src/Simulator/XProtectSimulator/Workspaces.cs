using VideoOS.Platform;

namespace Auditor.XProtectSimulator;

/// <summary>The workspaces of a Smart Client. Only Live and Playback have ids that the SDK publishes; names follow the language.</summary>
internal sealed class Workspaces
{
    public static readonly Guid ExportsId = new("b7d1f0a2-0c59-4f0e-9a2b-53a1c5a4e2c1");
    private static readonly Guid SearchId = new("b7d1f0a2-0c59-4f0e-9a2b-53a1c5a4e2c2");
    private static readonly Guid ForeignId = new("b7d1f0a2-0c59-4f0e-9a2b-53a1c5a4e2c3");

    private static readonly Dictionary<string, (string Live, string Playback, string Search, string Exports)> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["en"] = ("Live", "Playback", "Search", "Exports"),
        ["de"] = ("Live", "Wiedergabe", "Suche", "Exporte"),
        ["fr"] = ("En direct", "Lecture", "Recherche", "Exportations"),
        ["es"] = ("En vivo", "Reproducción", "Buscar", "Exportaciones"),
        ["da"] = ("Live", "Afspilning", "Søg", "Eksporter"),
        ["ja"] = ("ライブ", "再生", "検索", "エクスポート"),
        ["xx"] = ("vilE", "kcabyalP", "hcraeS", "gnihtemoS"),
    };

    public Workspaces(string language, ServerId server)
    {
        (string live, string playback, string search, string exports) = Names.GetValueOrDefault(language, Names["en"]);
        Live = Make(server, ClientControl.LiveBuildInWorkSpaceId, live);
        Playback = Make(server, ClientControl.PlaybackBuildInWorkSpaceId, playback);
        Search = Make(server, SearchId, search);
        Exports = Make(server, ExportsId, exports);
        Foreign = Make(server, ForeignId, "Export Assistant");
    }

    public Item Live { get; }

    public Item Playback { get; }

    public Item Search { get; }

    public Item Exports { get; }

    /// <summary>A third party's, with the word in its name.</summary>
    public Item Foreign { get; }

    public List<Item> All => [Live, Playback, Search, Exports, Foreign];

    private static Item Make(ServerId server, Guid id, string name) => new(new FQID(server, Guid.Empty, id, FolderType.No, Guid.Empty), name);
}
