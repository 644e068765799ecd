namespace VideoOS.Platform;

public class Item
{
    public Item(FQID fqid, string name)
    {
        FQID = fqid;
        Name = name;
    }

    public Item(ServerId serverId, Guid parentId, string objectIdString, string name, FolderType folderType, Guid kind)
        : this(new FQID(serverId, parentId, objectIdString, folderType, kind), name)
    {
    }

    public FQID FQID { get; set; }

    public string Name { get; set; }

    public bool Enabled { get; set; } = true;

    public Dictionary<string, string> Properties { get; set; } = [];

    public virtual HasChildren HasChildren => Platform.HasChildren.Maybe;

    public virtual HasRelated HasRelated => Platform.HasRelated.No;

    internal Item Parent { get; set; }

    internal List<Item> Children { get; set; } = [];

    /// <summary>What an export takes of it, see the extension methods in <c>Client.Export</c>.</summary>
    internal IReadOnlyList<Util.TimeInterval> ExportIntervals { get; set; } = [];

    public virtual List<Item> GetChildren() => [.. Children];

    public virtual Item GetParent() => Parent;

    public virtual List<Item> GetRelated() => [];
}
