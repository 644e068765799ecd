using System.Text;
using System.Text.Json;
using Auditor.Contracts;

namespace Auditor.Wire;

/// <summary>
/// Reads an activity that anyone may have published. What every activity needs must be there; an unknown kind or a newer
/// version is kept as it came, with those needs alone taken from it; unknown fields are ignored.
/// </summary>
public static class ActivityReader
{
    /// <summary>Largest body that is read. An activity is about one kilobyte; 10,000 cameras in one view make about one megabyte.</summary>
    public const int MaximumBytes = 4 * 1024 * 1024;

    private static readonly HashSet<string> KnownKinds = new(ActivityKinds.All, StringComparer.Ordinal);

    /// <exception cref="WireException">No JSON, or it lacks what every activity needs; the message names the field.</exception>
    public static ActivityReading Read(ReadOnlyMemory<byte> utf8)
    {
        if (utf8.Length > MaximumBytes)
        {
            throw new WireException($"The body has {utf8.Length} bytes; at most {MaximumBytes} are allowed.");
        }

        using JsonDocument document = Parse(utf8);
        JsonElement root = document.RootElement;
        ActivityObserved needs = ReadNeeds(root);
        bool understood = needs.Version == ActivityObserved.CurrentVersion && KnownKinds.Contains(needs.Kind);
        return understood
            ? new ActivityReading(Require(WireFormat.Deserialize<ActivityObserved>(utf8.Span)), default)
            : new ActivityReading(needs, new JsonText(root.GetRawText()));
    }

    private static JsonDocument Parse(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            JsonDocument document = JsonDocument.Parse(utf8);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                return document;
            }

            string found = document.RootElement.ValueKind.ToString().ToLowerInvariant();
            document.Dispose();
            throw new WireException($"The body is a JSON {found}; an object is expected.");
        }
        catch (JsonException problem)
        {
            throw new WireException("The body is not JSON: " + WireFormat.Explain(problem), problem);
        }
    }

    /// <summary>The part that every version of every kind has.</summary>
    private static ActivityObserved ReadNeeds(JsonElement root)
    {
        int version = root.TryGetProperty("version", out JsonElement stated)
            ? stated.ValueKind == JsonValueKind.Number && stated.TryGetInt32(out int number) && number >= 1
                ? number
                : throw new WireException("'version' must be a whole number from 1.")
            : ActivityObserved.CurrentVersion;

        return new ActivityObserved
        {
            Version = version,
            ActivityId = Id(root, "activityId"),
            Kind = Text(root, "kind"),
            ClientSessionId = Id(root, "clientSessionId"),
            SequenceNumber = Needed(root, "sequenceNumber") is { ValueKind: JsonValueKind.Number } sequence
                && sequence.TryGetInt64(out long at) && at >= 1
                ? at
                : throw new WireException("'sequenceNumber' must be a whole number from 1."),
            ObservedAt = Part<DateTimeOffset>(root, "observedAt"),
            Actor = RequireActor(Part<Actor>(root, "actor")),
            Site = Part<SiteRef>(root, "site"),
            Tenant = Optional<string>(root, "tenant"),
            CorrelationId = Optional<Guid?>(root, "correlationId"),
            Cameras = Optional<IReadOnlyList<CameraRef>>(root, "cameras") ?? [],
        };
    }

    /// <summary>A known kind is deserialized whole, and null lists that the sender wrote out become empty ones.</summary>
    private static ActivityObserved Require(ActivityObserved activity) => activity with
    {
        Actor = RequireActor(activity.Actor),
        Cameras = activity.Cameras ?? [],
        Export = activity.Export is { } export
            ? export with { Recordings = export.Recordings ?? [], Formats = export.Formats ?? [] }
            : null,
    };

    private static Actor RequireActor(Actor actor)
    {
        if (string.IsNullOrWhiteSpace(actor.Name) && string.IsNullOrWhiteSpace(actor.Id))
        {
            throw new WireException("'actor' must have a 'name' or an 'id'.");
        }

        return ActorTypes.All.Contains(actor.Type)
            ? actor with { Roles = actor.Roles ?? [] }
            : throw new WireException($"'actor.type' is '{actor.Type}'; allowed are {string.Join(", ", ActorTypes.All)}.");
    }

    private static JsonElement Needed(JsonElement root, string name) =>
        root.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null
            ? value
            : throw new WireException($"'{name}' is missing; every activity needs it.");

    private static Guid Id(JsonElement root, string name) =>
        Needed(root, name) is { ValueKind: JsonValueKind.String } value && value.TryGetGuid(out Guid id) && id != Guid.Empty
            ? id
            : throw new WireException($"'{name}' must be a UUID like 0199c3a2-5b1e-7c44-9a6f-3d2b1a0f9e8d, and not all zeros.");

    private static string Text(JsonElement root, string name) =>
        Needed(root, name) is { ValueKind: JsonValueKind.String } value && value.GetString() is { } text && !string.IsNullOrWhiteSpace(text)
            ? text
            : throw new WireException($"'{name}' must be a text that is not empty.");

    private static T Part<T>(JsonElement root, string name) => Read<T>(Needed(root, name), name)!;

    private static T? Optional<T>(JsonElement root, string name) =>
        root.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? Read<T>(value, name) : default;

    private static T? Read<T>(JsonElement value, string name)
    {
        try
        {
            return WireFormat.Deserialize<T>(Encoding.UTF8.GetBytes(value.GetRawText()));
        }
        catch (WireException problem)
        {
            throw new WireException($"In '{name}': {problem.Message}", problem);
        }
    }
}
