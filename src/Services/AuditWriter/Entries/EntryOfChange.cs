using System.Text.Json;
using Auditor.AuditWriter.Catalogue;
using Auditor.AuditWriter.Changes;
using Auditor.Contracts;
using Auditor.Hosting.Api;
using Auditor.Wire;

namespace Auditor.AuditWriter.Entries;

/// <summary>The entry that records a configuration change, when the catalogue allows it. Pure.</summary>
internal static class EntryOfChange
{
    private const int LongestName = 1000;
    private const int LongestPath = 4000;
    private const int MostRoles = 100;

    /// <summary>The entry of a change that came over the bus.</summary>
    /// <exception cref="RefusedFactException">The change is not what the catalogue allows; the message names each field, its value and what is allowed.</exception>
    public static AuditEntry Create(ConfigurationChanged change, DateTimeOffset acceptedAt)
    {
        (AuditEntry? entry, IReadOnlyList<FieldProblem> problems) = Read(change, ChangeWay.Bus, acceptedAt);
        return entry ?? throw new RefusedFactException(string.Join(" ", problems.Select(problem => $"'{problem.Field}' {problem.Message}")));
    }

    /// <returns>The entry, or null with everything that is wrong; each message continues the name of its field.</returns>
    public static (AuditEntry? Entry, IReadOnlyList<FieldProblem> Problems) Read(ConfigurationChanged change, ChangeWay way, DateTimeOffset acceptedAt)
    {
        var problems = new List<FieldProblem>();
        CheckChange(change, problems);
        CatalogueResource? resource = ResourceOf(change, way, problems);
        JsonText metadata = Metadata(change.AdditionalMetadata, problems);
        JsonText previous = State("previousState", change.PreviousState, problems);
        JsonText current = State("newState", change.NewState, problems);
        if (problems.Count > 0 || resource is null)
        {
            return (null, problems);
        }

        using JsonDocument document = JsonDocument.Parse(metadata.IsNull ? "{}" : metadata.Text!, new JsonDocumentOptions { MaxDepth = 128 });
        JsonElement given = document.RootElement;
        problems.AddRange(MetadataCheck.Check(resource, resource.Find(change.AuditableAction)!, given));
        if (problems.Count > 0)
        {
            return (null, problems);
        }

        string tenant = FirstOf(change.Tenant, Text(given, resource, MetadataNames.TenantName)) ?? Tenants.Default;
        Target? target = TargetOf(change.Target, tenant, given, resource, problems);
        string? name = FirstOf(change.ResourceName, resource.ResourceNameFrom is { } from ? Text(given, resource, from) : null);
        if (name is null)
        {
            string other = resource.ResourceNameFrom is { } field ? $" or 'additionalMetadata.{field}'" : "";
            problems.Add(new FieldProblem("resourceName", $"is missing; say by 'resourceName'{other} what it was done to."));
        }

        return problems.Count > 0 || name is null || target is null
            ? (null, problems)
            : (new AuditEntry
            {
                EntryId = change.ChangeId,
                Tenant = tenant,
                AuditableResource = change.AuditableResource,
                AuditableAction = change.AuditableAction,
                ResourceName = name,
                Actor = change.Actor with { Name = change.Actor.Name ?? "", Roles = [.. (change.Actor.Roles ?? []).Where(role => role is not null)] },
                OccurredAt = change.OccurredAt,
                AcceptedAt = acceptedAt,
                Target = target,
                CorrelationId = change.CorrelationId,
                AdditionalMetadata = metadata,
                PreviousState = previous,
                NewState = current,
                Result = change.Result ?? AuditResults.Succeeded,
            }, []);
    }

    private static void CheckChange(ConfigurationChanged change, List<FieldProblem> problems)
    {
        void Refuse(bool wrong, string field, string message)
        {
            if (wrong)
            {
                problems.Add(new FieldProblem(field, message));
            }
        }

        Refuse(change.Version != 1, "version", $"is {change.Version}; allowed is 1.");
        Refuse(change.ChangeId == Guid.Empty, "changeId", "must be a UUID that is not all zeros.");
        Refuse(change.OccurredAt == default, "occurredAt", "is missing; when the change was made, ISO 8601 in UTC.");
        Refuse(change.ResourceName is { Length: > LongestName }, "resourceName", $"has {change.ResourceName?.Length} characters; allowed are {LongestName}.");
        Refuse(change.Tenant is { Length: > LongestName }, "tenant", $"has {change.Tenant?.Length} characters; allowed are {LongestName}.");
        Refuse(
            change.Result is not null && !AuditResults.All.Contains(change.Result),
            "result",
            $"is {Quoted.Of(change.Result)}; allowed are {string.Join(", ", AuditResults.All)}.");
        Refuse(change.Actor is null, "actor", "must not be null.");
        if (change.Actor is { } actor)
        {
            Refuse(!ActorTypes.All.Contains(actor.Type), "actor.type", $"is {Quoted.Of(actor.Type)}; allowed are {string.Join(", ", ActorTypes.All)}.");
            foreach ((string field, string? text) in ((string, string?)[])[("id", actor.Id), ("name", actor.Name), ("displayName", actor.DisplayName), ("account", actor.Account), ("workstation", actor.Workstation)])
            {
                Refuse(text is { Length: > LongestName }, "actor." + field, $"has {text?.Length} characters; allowed are {LongestName}.");
            }

            Refuse(actor.Roles is { Count: > MostRoles }, "actor.roles", $"has {actor.Roles?.Count} roles; allowed are {MostRoles}.");
            Refuse(string.IsNullOrWhiteSpace(actor.Name) && string.IsNullOrWhiteSpace(actor.Id), "actor", "must have a 'name' or an 'id'.");
        }

        if (change.Target is { } target)
        {
            Refuse(!TargetLevels.All.Contains(target.Level), "target.level", $"is {Quoted.Of(target.Level)}; allowed are {string.Join(", ", TargetLevels.All)}.");
            Refuse(target.Name is { Length: > LongestName }, "target.name", $"has {target.Name?.Length} characters; allowed are {LongestName}.");
            Refuse(target.Path is { Length: > LongestPath }, "target.path", $"has {target.Path?.Length} characters; allowed are {LongestPath}.");
            Refuse(string.IsNullOrWhiteSpace(target.Name), "target.name", "is missing; the name of the target.");
        }
    }

    private static CatalogueResource? ResourceOf(ConfigurationChanged change, ChangeWay way, List<FieldProblem> problems)
    {
        CatalogueResource? resource = AuditCatalogue.Find(change.AuditableResource);
        if (resource is null || !resource.AcceptedOver.Contains(way))
        {
            string why = resource is null ? "" : $" Nobody reports {resource.Name} this way: its entries are what Auditor observes itself.";
            problems.Add(new FieldProblem(
                "auditableResource", $"is {Quoted.Of(change.AuditableResource)}; allowed are {string.Join(", ", AuditCatalogue.AcceptedOver(way))}.{why}"));
            return null;
        }

        string[] actions = [.. resource.Actions.Where(action => resource.Accepts(action, way)).Select(action => action.Name)];
        if (!actions.Contains(change.AuditableAction))
        {
            problems.Add(new FieldProblem(
                "auditableAction",
                $"is {Quoted.Of(change.AuditableAction)}; allowed for {resource.Name} are {string.Join(", ", actions)}."));
            return null;
        }

        return resource;
    }

    private static JsonText Metadata(JsonText given, List<FieldProblem> problems)
    {
        const string field = "additionalMetadata";
        JsonText value = Unpacked(field, given, problems, out JsonException? notJson);
        if (notJson is not null)
        {
            problems.Add(new FieldProblem(
                field,
                $"is a text that is not JSON: {WireProblem.WhatIsWrong(notJson)} (line {notJson.LineNumber + 1} of the text). Send an object, or a text that holds one."));
        }
        else if (!value.IsNull && value.Text!.AsSpan().TrimStart() is not ['{', ..])
        {
            problems.Add(new FieldProblem(field, $"is {Quoted.Of(value.Text)}; an object is expected, or a text that holds one."));
        }

        return value;
    }

    private static JsonText State(string field, JsonText given, List<FieldProblem> problems) => Unpacked(field, given, problems, out _);

    private static JsonText Unpacked(string field, JsonText given, List<FieldProblem> problems, out JsonException? notJson)
    {
        notJson = null;
        try
        {
            JsonText value = JsonInStrings.Unpack(given, out notJson);
            if (KeptJson.ProblemOf(value) is { } problem)
            {
                problems.Add(new FieldProblem(field, problem));
                return value;
            }

            return KeptJson.OnOneLine(value);
        }
        catch (InvalidOperationException)
        {
            problems.Add(new FieldProblem(field, "cannot be kept: it has half of a surrogate pair, which is not valid Unicode."));
            return default;
        }
    }

    /// <summary>The target that the change names, else what its metadata say of one, else the tenant.</summary>
    private static Target? TargetOf(Target? given, string tenant, JsonElement metadata, CatalogueResource resource, List<FieldProblem> problems)
    {
        string? level = Text(metadata, resource, MetadataNames.TargetLevel);
        string? name = Text(metadata, resource, MetadataNames.TargetLevelName);
        if (level is not null && name is null)
        {
            problems.Add(new FieldProblem("additionalMetadata." + MetadataNames.TargetLevelName, $"is missing; the name of the {level} that 'targetLevel' speaks of."));
            return null;
        }

        if (level is not null && given is not null && (given.Level != level || given.Name != name))
        {
            problems.Add(new FieldProblem(
                "target", $"is {given.Level} {Quoted.Of(given.Name)}, while 'additionalMetadata' says {level} {Quoted.Of(name)}; leave one out or make them the same."));
            return null;
        }

        level ??= given?.Level ?? TargetLevels.Tenant;
        name ??= given?.Name ?? tenant;
        string path = string.IsNullOrWhiteSpace(given?.Path) ? PathOf(tenant, level, name) : given.Path;
        return new Target { Level = level, Name = name, Path = path };
    }

    private static string PathOf(string tenant, string level, string name) => level == TargetLevels.Tenant ? name : $"{tenant}/{name}";

    /// <summary>A field that has a meaning for this resource; the same name elsewhere is just some metadata.</summary>
    private static string? Text(JsonElement metadata, CatalogueResource resource, string field) =>
        resource.ReportedBy == ReportedBy.Anyone && metadata.TryGetProperty(field, out JsonElement value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static string? FirstOf(string? first, string? second) => !string.IsNullOrWhiteSpace(first) ? first : string.IsNullOrWhiteSpace(second) ? null : second;
}
