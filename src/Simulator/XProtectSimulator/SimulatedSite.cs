using System.Collections.Concurrent;
using VideoOS.Platform;

namespace Auditor.XProtectSimulator;

/// <summary>One management server with what belongs to it: cameras, users, configuration, log server and event receiver. Clients sign in to it.</summary>
public sealed class SimulatedSite
{
    private readonly ConcurrentDictionary<Guid, SimulatedCamera> _cameras = [];
    private readonly ConcurrentDictionary<Guid, SimulatedRole> _roles = [];
    private readonly ConcurrentDictionary<string, SimulatedUser> _users = new(StringComparer.OrdinalIgnoreCase);

    public SimulatedSite(string name, Guid? id = null, Hostility? hostility = null, TimeProvider? time = null)
    {
        Name = name;
        Id = id ?? Guid.NewGuid();
        Hostility = hostility ?? new Hostility();
        Time = time ?? TimeProvider.System;
        ServerId = new ServerId(ServerId.CorporateManagementServerType, "xprotect.simulated", 80, Id);
        Store = new ItemStore(this);
        Log = new SimulatedLogServer(this);
        Events = new SimulatedEventReceiver(this);
    }

    public string Name { get; }

    public Guid Id { get; }

    public TimeProvider Time { get; }

    public Hostility Hostility { get; }

    public SimulatedLogServer Log { get; }

    public SimulatedEventReceiver Events { get; }

    public IReadOnlyCollection<SimulatedCamera> Cameras => [.. _cameras.Values];

    public IReadOnlyCollection<SimulatedUser> Users => [.. _users.Values];

    /// <summary>Those that were added, and those that users have.</summary>
    public IReadOnlyCollection<SimulatedRole> Roles => [.. _roles.Values.Concat(Users.SelectMany(user => user.Roles)).Distinct()];

    internal ServerId ServerId { get; }

    internal ItemStore Store { get; }

    internal FQID SiteFqid => new(ServerId, Guid.Empty, Id, FolderType.No, Kind.Server);

    /// <param name="name">As operators see it.</param>
    /// <param name="id">XProtect's object id; made when absent.</param>
    /// <param name="groups">The camera groups it is in, the outermost first.</param>
    public SimulatedCamera AddCamera(string name, Guid? id = null, params IReadOnlyList<SimulatedGroup> groups)
    {
        var camera = new SimulatedCamera(id ?? Guid.NewGuid(), name, groups);
        _cameras[camera.Id] = camera;
        return camera;
    }

    /// <exception cref="KeyNotFoundException">There is no such camera.</exception>
    public SimulatedCamera Camera(string name) =>
        _cameras.Values.FirstOrDefault(camera => string.Equals(camera.Name, name, StringComparison.OrdinalIgnoreCase))
        ?? throw new KeyNotFoundException($"There is no camera '{name}'.");

    public SimulatedUser AddUser(SimulatedUser user)
    {
        _users[user.Name] = user;
        return user;
    }

    /// <summary>A role that needs no members.</summary>
    public SimulatedRole AddRole(SimulatedRole role)
    {
        _roles[role.Id] = role;
        return role;
    }

    /// <summary>Saves options of the whole system, as Management Client does.</summary>
    public void SaveOptions(Guid optionsId, string xml) => Store.SaveOptions(optionsId, null, xml);

    /// <summary>Saves an item of a plugin, as Management Client does: every host is told, and reads the old one until it refreshes.</summary>
    public void SaveItem(Guid pluginId, Guid kind, Guid id, string name, IReadOnlyDictionary<string, string> properties) =>
        Store.Save(pluginId, new Item(new FQID(ServerId, Guid.Empty, id, FolderType.No, kind), name) { Properties = new Dictionary<string, string>(properties, StringComparer.Ordinal) });

    public void DeleteItem(Guid pluginId, Guid kind, Guid id) =>
        Store.Delete(pluginId, new Item(new FQID(ServerId, Guid.Empty, id, FolderType.No, kind), ""));

    internal Item CameraItem(SimulatedCamera camera) =>
        new(new FQID(ServerId, camera.Groups.Count == 0 ? Guid.Empty : camera.Groups[^1].Id, camera.Id, FolderType.No, Kind.Camera), camera.Name);

    internal SimulatedCamera? FindCamera(Guid id) => _cameras.GetValueOrDefault(id);
}
