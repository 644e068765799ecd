using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Auditor.Contracts;
using Auditor.Rules;

namespace Auditor.AuditWriter.BackTesting;

/// <summary>Counts matches in the order of time. What it keeps grows with people, not with entries.</summary>
/// <param name="answerValidMinutes">For how long an answer spares the next question.</param>
/// <param name="zone">Whose days.</param>
internal sealed class TrialTally(int answerValidMinutes, LocalTimes zone)
{
    private const int MostPeople = 100_000;
    private const int MostListed = 100;
    private const int MostExamples = 10;
    private const int MostSessions = 100_000;

    private readonly Dictionary<Actor, PersonTally> _byActor = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, PersonTally> _people = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<(Guid Session, ActivityType Type), DateTimeOffset> _answered = [];
    private readonly PriorityQueue<BackTestExample, ulong> _examples = new(Comparer<ulong>.Create((a, b) => b.CompareTo(a)));
    private readonly TimeSpan _valid = TimeSpan.FromMinutes(answerValidMinutes);
    private long _matched;

    /// <param name="match">Not earlier than the one before.</param>
    /// <exception cref="BackTestFailedException">There are more people than anybody looks at.</exception>
    public void Add(in TriedMatch match)
    {
        _matched++;
        PersonTally person = PersonOf(match.Actor);
        person.Matched++;
        bool asked = match.Asks is { } type && IsAsked(match, type);
        if (asked)
        {
            person.Ask(DateOnly.FromDateTime(zone.At(match.OccurredAt).DateTime));
        }

        Consider(match, asked);
    }

    /// <param name="looked">Entries that were gone past.</param>
    public BackTestResult Result(long looked)
    {
        long prompts = _people.Values.Sum(person => person.Prompts);
        long days = _people.Values.Sum(person => (long)person.DaysAsked);
        return new BackTestResult
        {
            Looked = looked,
            Matched = _matched,
            People = _people.Count,
            Prompts = prompts,
            PromptsPerPersonAndDay = days == 0 ? 0 : Math.Round((double)prompts / days, 2),
            MostPromptsInADay = _people.Values.Select(person => person.MostInADay).DefaultIfEmpty().Max(),
            Examples = [.. _examples.UnorderedItems.Select(item => item.Element).OrderBy(example => example.OccurredAt).ThenBy(example => example.EntryId)],
            ByPerson =
            [
                .. _people.Values.OrderByDescending(person => person.Matched).ThenBy(person => person.Actor.Name, StringComparer.OrdinalIgnoreCase)
                    .Take(MostListed).Select(person => person.Told()),
            ],
        };
    }

    private PersonTally PersonOf(Actor actor)
    {
        if (_byActor.TryGetValue(actor, out PersonTally? known))
        {
            return known;
        }

        // Whoever has an id is known by that: names change.
        string key = string.IsNullOrEmpty(actor.Id) ? "\n" + actor.Name : actor.Id;
        ref PersonTally? person = ref CollectionsMarshal.GetValueRefOrAddDefault(_people, key, out bool there);
        if (!there && _people.Count > MostPeople)
        {
            throw new BackTestFailedException($"More than {MostPeople} people did something in this period. Choose a shorter one.");
        }

        person ??= new PersonTally(actor);
        if (_byActor.Count >= MostPeople)
        {
            _byActor.Clear();
        }

        _byActor.Add(actor, person);
        return person;
    }

    private bool IsAsked(in TriedMatch match, ActivityType type)
    {
        if (_valid == TimeSpan.Zero || match.Session is not { } session)
        {
            return true;
        }

        if (_answered.TryGetValue((session, type), out DateTimeOffset answered) && match.OccurredAt - answered < _valid)
        {
            return false;
        }

        if (_answered.Count >= MostSessions)
        {
            foreach (((Guid, ActivityType) old, DateTimeOffset at) in _answered)
            {
                if (match.OccurredAt - at >= _valid)
                {
                    _answered.Remove(old);
                }
            }
        }

        _answered[(session, type)] = match.OccurredAt;
        return true;
    }

    /// <summary>The lowest ten by the random part of their ids: each match has the same chance, and the same draft shows the same ones.</summary>
    private void Consider(in TriedMatch match, bool asked)
    {
        Span<byte> id = stackalloc byte[16];
        match.EntryId.TryWriteBytes(id, bigEndian: true, out _);
        ulong chance = BinaryPrimitives.ReadUInt64BigEndian(id[8..]) * 0x9E3779B97F4A7C15;
        if (_examples.Count == MostExamples && _examples.TryPeek(out _, out ulong highest) && chance >= highest)
        {
            return;
        }

        var example = new BackTestExample(match.EntryId, match.OccurredAt, NameOf(match.Actor), match.Resource, match.Action, asked);
        if (_examples.Count == MostExamples)
        {
            _examples.DequeueEnqueue(example, chance);
        }
        else
        {
            _examples.Enqueue(example, chance);
        }
    }

    private static string NameOf(Actor actor) => actor.DisplayName is { Length: > 0 } name ? name : actor.Name;

    private sealed class PersonTally(Actor actor)
    {
        private DateOnly _day;
        private long _today;
        private DateOnly? _worstDay;

        public Actor Actor => actor;

        public long Matched { get; set; }

        public long Prompts { get; private set; }

        public int DaysAsked { get; private set; }

        public long MostInADay { get; private set; }

        public void Ask(DateOnly day)
        {
            if (day != _day || DaysAsked == 0)
            {
                (_day, _today) = (day, 0);
                DaysAsked++;
            }

            Prompts++;
            if (++_today > MostInADay)
            {
                (MostInADay, _worstDay) = (_today, day);
            }
        }

        public BackTestPerson Told() => new(actor.Id, actor.Name, actor.DisplayName, Matched, Prompts, DaysAsked, MostInADay, _worstDay);
    }
}
