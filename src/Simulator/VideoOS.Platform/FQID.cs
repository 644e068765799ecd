using System.Xml;

namespace VideoOS.Platform;

public class FQID
{
    public FQID()
    {
    }

    public FQID(string xml)
        : this(Load(xml))
    {
    }

    public FQID(XmlNode node)
    {
        ObjectId = Read(node, nameof(ObjectId));
        ParentId = Read(node, nameof(ParentId));
        Kind = Read(node, nameof(Kind));
        ObjectIdString = node.SelectSingleNode(nameof(ObjectIdString))?.InnerText;
        FolderType = (FolderType)Enum.Parse(typeof(FolderType), node.SelectSingleNode(nameof(FolderType))?.InnerText ?? nameof(FolderType.No));
        if (node.SelectSingleNode(nameof(ServerId)) is { } server)
        {
            ServerId = new ServerId(
                server.SelectSingleNode("Type")?.InnerText, server.SelectSingleNode("Hostname")?.InnerText,
                int.Parse(server.SelectSingleNode("Port")?.InnerText ?? "0", System.Globalization.CultureInfo.InvariantCulture), Read(server, "Id"));
        }
    }

    public FQID(ServerId serverId) => ServerId = serverId;

    public FQID(ServerId serverId, FolderType folderType, Guid kind)
        : this(serverId, Guid.Empty, Guid.Empty, folderType, kind)
    {
    }

    public FQID(ServerId serverId, Guid parentId, Guid objectId, FolderType folderType, Guid kind)
    {
        ServerId = serverId;
        ParentId = parentId;
        ObjectId = objectId;
        FolderType = folderType;
        Kind = kind;
    }

    public FQID(ServerId serverId, Guid parentId, string objectIdString, FolderType folderType, Guid kind)
        : this(serverId, parentId, Guid.Empty, folderType, kind) => ObjectIdString = objectIdString;

    public ServerId ServerId { get; set; }

    public Guid ParentId { get; set; }

    public Guid ObjectId { get; set; }

    public string ObjectIdString { get; set; }

    public FolderType FolderType { get; set; }

    public Guid Kind { get; set; }

    public bool EqualGuids(FQID other) => other is not null && other.ObjectId == ObjectId && other.Kind == Kind;

    public override bool Equals(object obj) =>
        obj is FQID other && EqualGuids(other) && other.ParentId == ParentId && other.ObjectIdString == ObjectIdString && other.ServerId?.Id == ServerId?.Id;

    public override int GetHashCode() => ObjectId.GetHashCode() ^ Kind.GetHashCode();

    public FQID GetParent() => ParentId == Guid.Empty ? null : new FQID(ServerId, Guid.Empty, ParentId, FolderType.SystemDefined, Kind);

    public XmlNode ToXmlNode()
    {
        var document = new XmlDocument { XmlResolver = null };
        XmlElement root = document.CreateElement("Item");
        document.AppendChild(root);
        if (ServerId is not null)
        {
            XmlElement server = document.CreateElement(nameof(ServerId));
            root.AppendChild(server);
            Write(server, "Type", ServerId.ServerType);
            Write(server, "Hostname", ServerId.ServerHostname);
            Write(server, "Port", ServerId.Serverport.ToString(System.Globalization.CultureInfo.InvariantCulture));
            Write(server, "Id", ServerId.Id.ToString());
        }

        Write(root, nameof(ParentId), ParentId.ToString());
        Write(root, nameof(ObjectId), ObjectId.ToString());
        Write(root, nameof(ObjectIdString), ObjectIdString);
        Write(root, nameof(Kind), Kind.ToString());
        Write(root, nameof(FolderType), FolderType.ToString());
        return root;
    }

    public string Serialize() => ToXmlNode().OuterXml;

    private static XmlElement Load(string xml)
    {
        var document = new XmlDocument { XmlResolver = null };
        document.LoadXml(xml);
        return document.DocumentElement;
    }

    private static Guid Read(XmlNode node, string name) => node.SelectSingleNode(name) is { InnerText.Length: > 0 } child ? new Guid(child.InnerText) : Guid.Empty;

    private static void Write(XmlElement parent, string name, string value)
    {
        if (value is not null)
        {
            XmlElement child = parent.OwnerDocument.CreateElement(name);
            child.InnerText = value;
            parent.AppendChild(child);
        }
    }
}
