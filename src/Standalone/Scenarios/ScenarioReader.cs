using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Auditor.Contracts;
using Auditor.Wire;

namespace Auditor.Standalone.Scenarios;

/// <summary>Reads a scenario (JSON Lines). Strict: a field that does not exist is an error, so that a typo is not a silent no.</summary>
internal sealed class ScenarioReader
{
    private static readonly JsonSerializerOptions Strict = new(WireFormat.Options) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };
    private static readonly string[] Subjects = ["site", "user", "camera", "rule", "do"];

    private const string StepField = "step";
    private const int LongestLine = 1024 * 1024;
    private const int LongestName = 500;

    /// <summary>Steps stay clear of the end of time, where nothing can happen a second later.</summary>
    private static readonly DateTimeOffset LatestStep = new(9000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Dictionary<string, SiteRef> _sites = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, (Actor Actor, SiteRef Site)> _users = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, (CameraRef Camera, SiteRef Site)> _cameras = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<ScenarioRule> _rules = [];
    private readonly List<ScenarioStep> _steps = [];
    private DateTimeOffset _clock = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private int _number;

    /// <exception cref="ScenarioException">Something is wrong; the message names line and field.</exception>
    public static Scenario Read(IEnumerable<string> lines)
    {
        var reader = new ScenarioReader();
        foreach (string line in lines)
        {
            reader._number++;
            if (line.Length > LongestLine)
            {
                throw reader.Wrong("line", $"it has {line.Length} characters; at most {LongestLine} are allowed.");
            }

            try
            {
                if (!string.IsNullOrWhiteSpace(line))
                {
                    reader.ReadLine(line);
                }
            }
            catch (Exception problem) when (problem is InvalidOperationException or EncoderFallbackException)
            {
                // How the JSON library says that a text holds half a surrogate pair.
                throw reader.Wrong("line", "it holds a text that is not valid Unicode.");
            }
        }

        return reader._steps.Count == 0
            ? throw new ScenarioException(0, "", "The file has no steps: at least one line with 'do' is needed.")
            : new Scenario(reader._users, reader._cameras, reader._rules, reader._steps);
    }

    /// <summary>An id that is made from names, the same each time the file is read (UUIDv8, RFC 9562).</summary>
    public static Guid IdOf(string kind, string name)
    {
        byte[] digest = SHA256.HashData(Encoding.UTF8.GetBytes(kind + "\n" + name.ToUpperInvariant()));
        digest[6] = (byte)((digest[6] & 0x0F) | 0x80);
        digest[8] = (byte)((digest[8] & 0x3F) | 0x80);
        return new Guid(digest.AsSpan(0, 16), bigEndian: true);
    }

    private static SiteRef WithId(SiteRef stated) => stated with { Id = XProtectId("site", stated.Id ?? stated.Name) };

    /// <summary>XProtect's ids are UUIDs; what is given as a name has one made of it.</summary>
    private static string XProtectId(string kind, string idOrName) => (Guid.TryParse(idOrName, out Guid id) ? id : IdOf(kind, idOrName)).ToString();

    /// <summary>XProtect says which roles somebody has by their ids, so a rule has to name them by id too.</summary>
    private static RoleRef Resolve(RoleRef role) =>
        role.Id is { Length: > 0 } || string.IsNullOrEmpty(role.Name) ? role : role with { Id = XProtectId("role", role.Name) };

    private void ReadLine(string line)
    {
        JsonElement root;
        try
        {
            using JsonDocument document = JsonDocument.Parse(line);
            root = document.RootElement.Clone();
        }
        catch (JsonException problem)
        {
            throw Wrong("line", $"it is not JSON: {WireProblem.WhatIsWrong(problem)}.");
        }

        if (root.ValueKind != JsonValueKind.Object)
        {
            throw Wrong("line", "each line is one JSON object.");
        }

        if (root.TryGetProperty("do", out _))
        {
            ReadStep(root);
            return;
        }

        JsonProperty[] properties = [.. root.EnumerateObject()];
        if (properties.Length != 1 || !Subjects.Contains(properties[0].Name))
        {
            string found = properties.Length == 0 ? "nothing" : string.Join(", ", properties.Select(property => property.Name));
            throw Wrong("line", $"it holds {found}; expected is exactly one of site, user, camera, rule, or a step with 'do'.");
        }

        ReadDeclaration(properties[0].Name, properties[0].Value);
    }

    private void ReadDeclaration(string subject, JsonElement value)
    {
        switch (subject)
        {
            case "site":
                SiteRef site = Part<SiteRef>(value, subject);
                Need(site.Name, "site.name");
                Add(_sites, site.Name, "site.name", WithId(site));
                break;
            case "user":
                ScenarioUser user = Part<ScenarioUser>(value, subject);
                Need(user.Name, "user.name");
                var actor = new Actor
                {
                    Name = user.Name,
                    Id = user.Sid,
                    DisplayName = user.DisplayName,
                    Account = user.Account,
                    Workstation = user.Workstation,
                    Roles = [.. NotNull(user.Roles, "user.roles").Select(role => new RoleRef { Id = XProtectId("role", role), Name = role })],
                };
                Add(_users, user.Name, "user.name", (actor, SiteOf(user.Site, "user.site")));
                break;
            case "camera":
                ScenarioCamera camera = Part<ScenarioCamera>(value, subject);
                Need(camera.Name, "camera.name");
                var reference = new CameraRef
                {
                    Name = camera.Name,
                    Id = camera.Id is null ? IdOf("camera", camera.Name).ToString() : Guid.TryParse(camera.Id, out Guid id) ? id.ToString() : throw Wrong("camera.id", "it must be a UUID, as XProtect's ids are."),
                    Groups = [.. NotNull(camera.Groups, "camera.groups").Select(group => XProtectId("group", group))],
                };
                Add(_cameras, camera.Name, "camera.name", (reference, SiteOf(camera.Site, "camera.site")));
                break;
            default:
                AuditRule rule = Part<AuditRule>(value, "rule");
                Need(rule.Name, "rule.name");
                _rules.Add(new ScenarioRule(_number, Resolve(rule with { Id = rule.Id == Guid.Empty ? IdOf("rule", rule.Name) : rule.Id })));
                break;
        }
    }

    /// <summary>A rule names cameras as people do; the id comes from the camera's own line.</summary>
    private AuditRule Resolve(AuditRule rule) => rule.Cameras is null
        ? throw Wrong("rule.cameras", "it must be an object, or be left out.")
        : rule with
        {
            Whom = rule.Whom is null ? throw Wrong("rule.whom", "it must be an object, or be left out.") : rule.Whom with
            {
                Roles = [.. NotNull(rule.Whom.Roles, "rule.whom.roles").Select(Resolve)],
                ExcludedRoles = [.. NotNull(rule.Whom.ExcludedRoles, "rule.whom.excludedRoles").Select(Resolve)],
            },
            Cameras = rule.Cameras with
            {
                Cameras = [.. NotNull(rule.Cameras.Cameras, "rule.cameras.cameras").Select(camera => camera.Id is { Length: > 0 } ? camera : Camera(camera.Name, "rule.cameras.cameras"))],
                Groups = [.. NotNull(rule.Cameras.Groups, "rule.cameras.groups").Select(group => group.Id is { Length: > 0 } ? group with { Id = XProtectId("group", group.Id) } : group with { Id = XProtectId("group", group.Name ?? "") })],
            },
        };

    private void ReadStep(JsonElement root)
    {
        ScenarioStep step = Part<ScenarioStep>(root, StepField);
        _clock = step.At ?? _clock.AddSeconds(1);
        if (_clock > LatestStep)
        {
            throw Wrong("at", $"it must be before {LatestStep:yyyy}.");
        }

        if (step.Speed is { } speed && !double.IsFinite(speed))
        {
            throw Wrong("speed", "it must be a number that is not infinite.");
        }

        step = step with { Line = _number, At = _clock };
        if (!_users.ContainsKey(step.User ?? ""))
        {
            throw Wrong("user", $"'{step.User}' is not declared; declared are {Names(_users)}.");
        }

        foreach (string name in NotNull(step.Cameras, "cameras"))
        {
            Camera(name, "cameras");
        }

        if (step.Camera is not null)
        {
            Camera(step.Camera, "camera");
        }

        CheckRecordings(step);
        if (step.Do is StepVerb.EnableIndependentPlayback or StepVerb.DisableIndependentPlayback && step.Camera is null)
        {
            throw Wrong("camera", $"'{JsonNamingPolicy.CamelCase.ConvertName(step.Do.ToString())}' needs the name of the camera.");
        }

        _steps.Add(step);
    }

    private void CheckRecordings(ScenarioStep step)
    {
        foreach (ScenarioRecording recording in NotNull(step.Recordings, "recordings"))
        {
            Camera(recording.Camera, "recordings.camera");
            if (recording.From == default || recording.To < recording.From)
            {
                throw Wrong("recordings", "each needs 'from' and 'to', and 'to' not before 'from'.");
            }
        }
    }

    private CameraRef Camera(string name, string field) =>
        _cameras.TryGetValue(name ?? "", out (CameraRef Camera, SiteRef Site) known)
            ? known.Camera
            : throw Wrong(field, $"'{name}' is not declared; declared are {Names(_cameras)}.");

    /// <summary>Where no site is declared at all, there is one without much of a name.</summary>
    private SiteRef SiteOf(string? name, string field)
    {
        if (name is null)
        {
            return _sites.Count > 0 ? _sites.Values.First() : WithId(new SiteRef { Name = "Site" });
        }

        return _sites.TryGetValue(name, out SiteRef? site)
            ? site
            : throw Wrong(field, $"'{name}' is not declared; declared are {Names(_sites)}.");
    }

    private T Part<T>(JsonElement value, string field)
    {
        try
        {
            return value.Deserialize<T>(Strict) ?? throw Wrong(field, "it must not be null.");
        }
        catch (JsonException problem)
        {
            string path = problem.Path is { Length: > 2 } at ? at[2..] : "";
            string whole = (field == StepField, path.Length > 0) switch
            {
                (true, true) => path,
                (false, true) => $"{field}.{path}",
                _ => field,
            };
            string allowed = whole == "do" ? $"allowed are {string.Join(", ", Enum.GetNames<StepVerb>().Select(JsonNamingPolicy.CamelCase.ConvertName))}" : WireProblem.WhatIsWrong(problem);
            throw Wrong(whole, allowed + ".");
        }
    }

    private void Need(string? value, string field)
    {
        if (string.IsNullOrWhiteSpace(value) || value.Length > LongestName)
        {
            throw Wrong(field, $"it must have 1 to {LongestName} characters.");
        }
    }

    private IReadOnlyList<T> NotNull<T>(IReadOnlyList<T>? list, string field)
        where T : class => list is null ? [] : list.All(item => item is not null) ? list : throw Wrong(field, "it must not hold null.");

    private void Add<T>(Dictionary<string, T> known, string name, string field, T value)
    {
        if (!known.TryAdd(name, value))
        {
            throw Wrong(field, $"'{name}' is declared twice.");
        }
    }

    private static string Names<T>(Dictionary<string, T> known) => known.Count == 0 ? "none" : string.Join(", ", known.Keys.Take(20));

    private ScenarioException Wrong(string field, string message) => new(_number, field, message);
}
