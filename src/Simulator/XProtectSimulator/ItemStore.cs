using System.Collections.Concurrent;
using VideoOS.Platform;

namespace Auditor.XProtectSimulator;

/// <summary>The management server's store of plugin items and options.</summary>
internal sealed class ItemStore(SimulatedSite site)
{
    private readonly ConcurrentDictionary<(Guid Plugin, Guid Kind, Guid Id), Item> _items = [];
    private readonly ConcurrentDictionary<(Guid Id, string Owner), string> _options = [];
    private readonly ConcurrentDictionary<SimulatedHost, bool> _hosts = [];

    public void Join(SimulatedHost host) => _hosts[host] = true;

    public void Leave(SimulatedHost host) => _hosts.TryRemove(host, out _);

    public void Save(Guid plugin, Item item)
    {
        _items[(plugin, item.FQID.Kind, item.FQID.ObjectId)] = Copy(item);
        Announce(item.FQID.Kind);
    }

    public void Delete(Guid plugin, Item item)
    {
        _items.TryRemove((plugin, item.FQID.Kind, item.FQID.ObjectId), out _);
        Announce(item.FQID.Kind);
    }

    public IReadOnlyList<Item> Read(Guid plugin, Guid kind) =>
        [.. _items.Where(pair => pair.Key.Plugin == plugin && pair.Key.Kind == kind).Select(pair => Copy(pair.Value))];

    public void SaveOptions(Guid id, string? owner, string xml) => _options[(id, owner ?? "")] = xml;

    public string? ReadOptions(Guid id, string? owner) => _options.GetValueOrDefault((id, owner ?? ""));

    private void Announce(Guid kind)
    {
        foreach (SimulatedHost host in _hosts.Keys)
        {
            host.AnnounceConfigurationChange(site.Hostility, kind);
        }
    }

    private static Item Copy(Item item) =>
        new(item.FQID, item.Name)
        {
            Enabled = item.Enabled,
            Properties = item.Properties is { } properties ? new Dictionary<string, string>(properties, StringComparer.Ordinal) : null,
        };
}
