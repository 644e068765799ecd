namespace Auditor.Plugin.Core.Editing;

/// <summary>A camera or a camera group in a rule's list.</summary>
public sealed class NamedChoice(string id, string name) : DraftPart
{
    public string Id { get; } = id;

    public string Name { get; } = name.Length > 0 ? name : id;
}
