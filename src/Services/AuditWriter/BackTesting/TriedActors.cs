using Auditor.Contracts;
using Auditor.Rules;
using Auditor.Storage;
using Auditor.Wire;

namespace Auditor.AuditWriter.BackTesting;

/// <summary>
/// The actors of the log, each judged once. A rule that says nothing of roles needs the columns only; for one that does, the roles are read from the
/// entry's JSON, of which the actor is nearly the first part. Keeps as many as a site has, and no more.
/// </summary>
internal sealed class TriedActors(AuditRule draft)
{
    private const int MostKept = 20_000;

    private readonly RuleBook _book = RuleBook.Compile([draft with { Enabled = true, Mode = RuleMode.Live }], 1);
    private readonly bool _needsRoles = draft.Whom.Roles.Count > 0 || draft.Whom.ExcludedRoles.Count > 0;
    private readonly Dictionary<(string? Id, string Name), TriedActor> _byName = [];
    private readonly Dictionary<int, (byte[] Json, TriedActor Actor)> _byJson = [];

    public TriedActor Of(EntryFacts facts) => _needsRoles ? ByJson(facts) : ByColumns(facts);

    private TriedActor ByColumns(EntryFacts facts)
    {
        (string? Id, string Name) key = (facts.ActorId, facts.ActorName);
        if (!_byName.TryGetValue(key, out TriedActor? known))
        {
            known = Judge(new Actor { Id = key.Id, Name = key.Name, DisplayName = facts.ActorDisplayName });
            Limit(_byName);
            _byName.Add(key, known);
        }

        return known;
    }

    /// <summary>By the bytes: whoever holds the same roles in the same client session has the same.</summary>
    private TriedActor ByJson(EntryFacts facts)
    {
        ReadOnlySpan<byte> json = AttestedPart.Of(facts.Attested, "actor"u8);
        var hash = new HashCode();
        hash.AddBytes(json);
        int key = hash.ToHashCode();
        if (_byJson.TryGetValue(key, out (byte[] Json, TriedActor Actor) known) && json.SequenceEqual(known.Json))
        {
            return known.Actor;
        }

        TriedActor judged = Judge(WireFormat.Deserialize<Actor>(json));
        Limit(_byJson);
        _byJson[key] = (json.ToArray(), judged);
        return judged;
    }

    private TriedActor Judge(Actor actor) => new(actor, _book.PolicyFor(actor).Count > 0);

    private static void Limit<TKey, TValue>(Dictionary<TKey, TValue> kept)
        where TKey : notnull
    {
        if (kept.Count >= MostKept)
        {
            kept.Clear();
        }
    }
}
