using Auditor.AuditWriter.Entries;
using Auditor.Contracts;
using Auditor.Rules;
using Auditor.Storage;
using Auditor.Wire;

namespace Auditor.AuditWriter.BackTesting;

/// <summary>
/// Tries a rule on entries of the log. What decides is the rule book that decides live; here is only what it takes to give it as little of an
/// entry as the rule needs. Columns where they say all of that, the entry's JSON where they do not. Used by one thread at a time.
/// </summary>
internal sealed class RuleTrial(AuditRule draft)
{
    private static readonly byte[] ExportDetail = [.. "\"export\":{"u8];

    // As if it were in force, and alone.
    private readonly RuleBook _book = RuleBook.Compile([draft with { Enabled = true, Mode = RuleMode.Live }], 1);
    private readonly TriedActors _actors = new(draft);
    private readonly bool _needsCameras = draft.Cameras.Specified;
    private readonly bool _needsGroups = draft.Cameras.Specified && draft.Cameras.Groups.Count > 0;
    private readonly bool _needsRecordings = draft.Conditions.FootageOlderThanMinutes is not null;
    private readonly bool _needsExport = draft.Cameras.Specified || draft.Conditions is not { FootageOlderThanMinutes: null, ExportLongerThanMinutes: null };

    /// <summary>The match of an entry, or null when the rule would not have matched.</summary>
    /// <exception cref="WireException">The entry's JSON is not what an activity's is.</exception>
    public TriedMatch? Try(EntryFacts facts)
    {
        // The same strings all along, so that looking one up costs little.
        string resource = facts.Resource;
        if (resource is not (AuditableResources.Playback or AuditableResources.IndependentPlayback or AuditableResources.Export or AuditableResources.Reason))
        {
            return null;
        }

        string action = facts.Action;
        if (ActivityVocabulary.KindOf(resource, action) is not { } kind)
        {
            return null;
        }

        TriedActor who = _actors.Of(facts);
        if (!who.CanBeCaught)
        {
            return null;
        }

        Decision decision = _book.Decide(ByColumns(facts, resource, kind, who.Actor) ?? ByJson(facts));
        return decision.Matches.Count == 0
            ? null
            : new TriedMatch(facts.EntryId, facts.OccurredAt, who.Actor, facts.ClientSessionId, resource, action, decision.Prompt?.Activity);
    }

    /// <summary>As much of the activity as the rule needs, where the columns have that; else null.</summary>
    private ActivityObserved? ByColumns(EntryFacts facts, string resource, string kind, Actor actor)
    {
        bool said = resource switch
        {
            // What it is about, no column says.
            AuditableResources.Reason => false,
            AuditableResources.Export => !_needsExport,
            _ => !_needsGroups && !_needsRecordings,
        };

        // An export's cameras count as well, which stand in the columns only where there were no others.
        return said && (!_needsCameras || facts.Attested.IndexOf(ExportDetail) < 0)
            ? new ActivityObserved
            {
                Kind = kind,
                Actor = actor,
                ObservedAt = facts.OccurredAt,
                Cameras = _needsCameras ? [.. facts.CameraIds.Select(id => new CameraRef { Id = id })] : [],
            }
            : null;
    }

    /// <summary>An activity's entry has the whole activity as its metadata.</summary>
    private static ActivityObserved ByJson(EntryFacts facts) => WireFormat.Deserialize<ActivityObserved>(AttestedPart.Of(facts.Attested, "additionalMetadata"u8));
}
