using Auditor.Contracts;
using Auditor.Plugin.Core.Editing;

namespace Auditor.Plugin.Core.Tests.Editing;

/// <summary>XProtect's items as it keeps them: names and properties, no objects.</summary>
internal sealed class MemoryItems : IRuleItemStore, IPolicyUnknownStore
{
    private readonly Dictionary<Guid, (string Name, IReadOnlyDictionary<string, string> Properties)> _items = [];

    public string? Failure { get; set; }

    public PolicyUnknown? Unknown { get; private set; }

    public RuleItem this[Guid id] => RuleItem.Read(id, _items[id].Name, _items[id].Properties);

    public IReadOnlyList<RuleItem> List() => [.. _items.Keys.Select(id => this[id])];

    public void Put(Guid id, string name, IReadOnlyDictionary<string, string> properties) => _items[id] = (name, properties);

    public void Save(RuleItem item)
    {
        ThrowIfBroken();
        _items[item.Id] = (item.Rule.Name, item.Properties());
    }

    public void Delete(Guid id)
    {
        ThrowIfBroken();
        _items.Remove(id);
    }

    public void Save(PolicyUnknown strictest)
    {
        ThrowIfBroken();
        Unknown = strictest;
    }

    private void ThrowIfBroken()
    {
        if (Failure is { } failure)
        {
            throw new RuleItemException(failure);
        }
    }
}
