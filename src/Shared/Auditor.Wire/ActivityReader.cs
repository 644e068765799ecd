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

    /// <summary>Most cameras, or exported recordings, in one activity.</summary>
    public const int MaximumCameras = 20_000;

    /// <summary>Most entries in any other list.</summary>
    public const int MaximumListed = 1_000;

    // An activity travels inside a decision and then an entry, and readers elsewhere usually stop at 64 levels.
    private static readonly JsonDocumentOptions Shallow = new() { MaxDepth = 56 };

    private static readonly HashSet<string> KnownKinds = new(ActivityKinds.All, StringComparer.Ordinal);

    /// <exception cref="WireException">No JSON, or it lacks what every activity needs; the message names the field.</exception>
    public static ActivityReading Read(ReadOnlyMemory<byte> utf8)
    {
        if (utf8.Length > MaximumBytes)
        {
            throw new WireException($"The body has {utf8.Length} bytes; at most {MaximumBytes} are allowed.");
        }

        try
        {
            return ReadObject(utf8);
        }
        catch (Exception problem) when (problem is InvalidOperationException or DecoderFallbackException)
        {
            // How the JSON library says that a text holds half a surrogate pair or bytes that are no UTF-8.
            throw new WireException("The body holds a text that is not valid Unicode.", problem);
        }
    }

    private static ActivityReading ReadObject(ReadOnlyMemory<byte> utf8)
    {
        using JsonDocument document = Parse(utf8);
        JsonElement root = document.RootElement;
        ActivityObserved needs = ReadNeeds(root);
        bool understood = needs.Version == ActivityObserved.CurrentVersion && KnownKinds.Contains(needs.Kind);
        return understood
            ? new ActivityReading(Require(WireFormat.Deserialize<ActivityObserved>(utf8.Span)) with { Site = needs.Site }, default)
            : new ActivityReading(needs, new JsonText(root.GetRawText()));
    }

    private static JsonDocument Parse(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            JsonDocument document = JsonDocument.Parse(utf8, Shallow);
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
            Site = Part<SiteRef>(root, "site") is { } site ? site with { Name = site.Name ?? "" } : new SiteRef(),
            Tenant = Optional<string>(root, "tenant"),
            CorrelationId = Optional<Guid?>(root, "correlationId"),
            Cameras = RequireCameras(Optional<IReadOnlyList<CameraRef>>(root, "cameras")),
        };
    }

    /// <summary>A known kind is deserialized whole; null lists that the sender wrote out become empty ones.</summary>
    private static ActivityObserved Require(ActivityObserved activity)
    {
        if (activity.Playback is { Speed: { } speed } && (double.IsNaN(speed) || double.IsInfinity(speed)))
        {
            throw new WireException("'playback.speed' must be a number that is not infinite.");
        }

        return activity with
        {
            Actor = RequireActor(activity.Actor),
            Cameras = RequireCameras(activity.Cameras),
            Playback = activity.Playback is { Verb: null } playback ? playback with { Verb = "" } : activity.Playback,
            Export = activity.Export is { } export
                ? export with { Recordings = RequireRecordings(export.Recordings), Formats = List(export.Formats, MaximumListed, "export.formats") }
                : null,
        };
    }

    private static IReadOnlyList<CameraRef> RequireCameras(IReadOnlyList<CameraRef>? cameras) =>
        [.. List(cameras, MaximumCameras, "cameras").Select((camera, index) => RequireCamera(camera, $"cameras[{index}]"))];

    private static IReadOnlyList<ExportedRecording> RequireRecordings(IReadOnlyList<ExportedRecording>? recordings) =>
        [.. List(recordings, MaximumCameras, "export.recordings").Select((taken, index) => taken with { Camera = RequireCamera(taken.Camera, $"export.recordings[{index}].camera") })];

    private static CameraRef RequireCamera(CameraRef? camera, string field)
    {
        if (camera is null || (string.IsNullOrWhiteSpace(camera.Id) && string.IsNullOrWhiteSpace(camera.Name)))
        {
            throw new WireException($"'{field}' must have an 'id' or a 'name'.");
        }

        return camera with { Id = camera.Id ?? "", Name = camera.Name ?? "", Groups = List(camera.Groups, MaximumListed, field + ".groups") };
    }

    /// <summary>The list, an empty one for null; refused when it is too long or holds a null.</summary>
    private static IReadOnlyList<T> List<T>(IReadOnlyList<T>? list, int maximum, string field)
        where T : class
    {
        if (list is null)
        {
            return [];
        }

        if (list.Count > maximum)
        {
            throw new WireException($"'{field}' has {list.Count} entries; at most {maximum} are allowed.");
        }

        for (int i = 0; i < list.Count; i++)
        {
            if (list[i] is null)
            {
                throw new WireException($"'{field}[{i}]' must not be null.");
            }
        }

        return list;
    }

    private static Actor RequireActor(Actor actor)
    {
        if (string.IsNullOrWhiteSpace(actor.Name) && string.IsNullOrWhiteSpace(actor.Id))
        {
            throw new WireException("'actor' must have a 'name' or an 'id'.");
        }

        return ActorTypes.All.Contains(actor.Type)
            ? actor with { Name = actor.Name ?? "", Roles = List(actor.Roles, MaximumListed, "actor.roles") }
            : throw new WireException($"'actor.type' is {Quoted.Of(actor.Type)}; allowed are {string.Join(", ", ActorTypes.All)}.");
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
