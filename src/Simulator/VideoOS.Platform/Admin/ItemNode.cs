using System.Drawing;

namespace VideoOS.Platform.Admin;

public class ItemNode
{
    public ItemNode(
        Guid id, Guid parentId, string nodeText, Image image, string nodeTextMultiple, Image imageMultiple, Category category, bool selectable,
        ItemsAllowed itemsAllowed, ItemManager itemManager, List<ItemNode> itemNodes)
    {
        Id = id;
        NodeText = nodeText;
        NodeTextMultiple = nodeTextMultiple;
        ItemsAllowed = itemsAllowed;
        ItemManager = itemManager;
    }

    public List<SecurityAction> SecurityActions { get; set; }

    public ItemsAllowed ItemsAllowed { get; set; }

    internal Guid Id { get; }

    internal string NodeText { get; }

    internal string NodeTextMultiple { get; }

    internal ItemManager ItemManager { get; }
}
