using System.Text.Json;
using Auditor.Contracts;

namespace Auditor.Notifier.Formats;

/// <summary>The objects of OCSF that an event holds. Each keeps the schema's "at least one of" rule, also when the entry says little.</summary>
internal static class OcsfObjects
{
    private const string Unknown = "unknown";

    public static string NameOf(Actor actor) => actor switch
    {
        { Name.Length: > 0 } => actor.Name,
        { Id.Length: > 0 } => actor.Id,
        _ => Unknown,
    };

    public static void WriteActor(Utf8JsonWriter json, Actor actor)
    {
        json.WriteStartObject("actor");
        WriteUser(json, "user", actor);
        if (actor.Session is { } session)
        {
            json.WriteStartObject("session");
            json.WriteString("uid", session);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    public static void WriteUser(Utf8JsonWriter json, string property, Actor actor)
    {
        (int typeId, string type) = actor.Type switch
        {
            ActorTypes.User => (1, "User"),
            ActorTypes.Service => (4, "Service"),
            ActorTypes.ApiKey => (99, "API key"),
            _ => (0, "Unknown"),
        };
        json.WriteStartObject(property);
        WriteQualifiedName(json, NameOf(actor));
        json.WriteIfAny("uid", actor.Id);
        json.WriteIfAny("full_name", actor.DisplayName);
        json.WriteNumber("type_id", typeId);
        json.WriteString("type", type);
        RoleRef[] roles = [.. actor.Roles.Where(role => role.Id is { Length: > 0 } || role.Name is { Length: > 0 })];
        if (roles.Length > 0)
        {
            json.WriteStartArray("groups");
            foreach (RoleRef role in roles)
            {
                json.WriteStartObject();
                json.WriteIfAny("uid", role.Id);
                json.WriteIfAny("name", role.Name);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    /// <summary>A user of whom only the name is known.</summary>
    public static void WriteUser(Utf8JsonWriter json, string property, string name)
    {
        json.WriteStartObject(property);
        WriteQualifiedName(json, name.Length > 0 ? name : Unknown);
        json.WriteEndObject();
    }

    public static void WriteNamed(Utf8JsonWriter json, string property, string name)
    {
        json.WriteStartObject(property);
        json.WriteString("name", name);
        json.WriteEndObject();
    }

    /// <summary>The machine that it was done from, as <c>src_endpoint</c>.</summary>
    public static void WriteSourceEndpoint(Utf8JsonWriter json, Actor actor)
    {
        json.WriteStartObject("src_endpoint");
        WriteMachine(json, actor);
        json.WriteEndObject();
    }

    /// <summary>The same as <c>device</c>, where a class has no source.</summary>
    public static void WriteDevice(Utf8JsonWriter json, Actor actor)
    {
        json.WriteStartObject("device");
        WriteMachine(json, actor);
        json.WriteNumber("type_id", 0);
        json.WriteString("type", "Unknown");
        json.WriteEndObject();
    }

    /// <summary>The recordings that were looked at or taken away, as a <c>database</c>; which cameras and minutes is in <c>unmapped</c>.</summary>
    public static void WriteRecordings(Utf8JsonWriter json, AuditEntry entry)
    {
        json.WriteNumber("type_id", 1);
        json.WriteString("type", "Database");
        json.WriteStartObject("database");
        json.WriteString("name", entry.ResourceName.Length > 0 ? entry.ResourceName : Unknown);
        if (entry.Cameras is [{ Id.Length: > 0 } camera])
        {
            json.WriteString("uid", camera.Id);
        }

        json.WriteNumber("type_id", 99);
        json.WriteString("type", "Recordings");
        json.WriteEndObject();
    }

    /// <summary>What was managed, with its content before or after; without content and not needed, nothing is written.</summary>
    public static void WriteEntity(Utf8JsonWriter json, string property, AuditEntry entry, JsonText content)
    {
        if (content.IsNull && property != "entity")
        {
            return;
        }

        json.WriteStartObject(property);
        json.WriteString("name", entry.ResourceName.Length > 0 ? entry.ResourceName : Unknown);
        json.WriteString("type", OcsfMapping.Caption(entry.AuditableResource));
        json.WriteNumber("type_id", 99);
        if (!content.IsNull)
        {
            json.WriteWire("data", content);
        }

        json.WriteEndObject();
    }

    private static void WriteMachine(Utf8JsonWriter json, Actor actor)
    {
        if (actor.Workstation is { Length: > 0 } workstation)
        {
            json.WriteString("hostname", workstation);
        }
        else
        {
            json.WriteString("name", Unknown);
        }
    }

    /// <summary><c>DOMAIN\user</c> as the two that it is.</summary>
    private static void WriteQualifiedName(Utf8JsonWriter json, string name)
    {
        int slash = name.IndexOf('\\', StringComparison.Ordinal);
        if (slash > 0 && slash < name.Length - 1)
        {
            json.WriteString("name", name[(slash + 1)..]);
            json.WriteString("domain", name[..slash]);
        }
        else
        {
            json.WriteString("name", name);
        }
    }
}
