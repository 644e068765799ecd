using System.Text.Json;
using Auditor.Contracts;
using Auditor.WebConsole.Log;
using Auditor.Wire;

namespace Auditor.WebConsole.Questions;

/// <summary>Which recordings were seen or taken, out of entries. Pure.</summary>
internal static class SeenRecordings
{
    /// <summary>Stretches with less between them are one.</summary>
    private static readonly TimeSpan Together = TimeSpan.FromSeconds(1);

    /// <param name="entries">In the order of time; everything that the persons concerned did with recordings in their stays.</param>
    /// <param name="matters">Which cameras matter.</param>
    /// <param name="overlaps">Which stretches matter; null for all, and for openings of which no stretch is known.</param>
    public static IReadOnlyList<SeenBy> Of(IReadOnlyList<AuditEntry> entries, Func<CameraRef, bool> matters, (DateTimeOffset From, DateTimeOffset To)? overlaps)
    {
        var reasons = new StayReasons(entries);
        ILookup<Guid, string> ended = entries.Where(IsEnd).Where(entry => entry.CorrelationId is not null).ToLookup(entry => entry.CorrelationId!.Value, entry => entry.AuditableAction);
        var found = new Dictionary<(string Person, string Camera), (AuditEntry Latest, CameraRef Camera, List<(Guid? Session, SeenInterval Seen)> Pieces)>();
        foreach (AuditEntry entry in entries)
        {
            foreach ((CameraRef camera, SeenInterval? seen) in PiecesOf(entry, ended).Where(piece => matters(piece.Camera)))
            {
                (string, string) key = (PersonKey(entry), StayReasons.KeyOf(camera).ToUpperInvariant());
                List<(Guid? Session, SeenInterval Seen)> pieces = found.TryGetValue(key, out var known) ? known.Pieces : [];
                found[key] = (entry, camera, pieces);
                if (seen is not null)
                {
                    (string? given, string? refused) = reasons.Of(entry, camera);
                    pieces.Add((entry.Actor.Session, seen with
                    {
                        Reasons = given is null ? [] : [given],
                        Refusals = refused is null ? [] : [refused],
                        First = entry.OccurredAt,
                        Last = entry.OccurredAt,
                    }));
                }
            }
        }

        return
        [
            .. found.Values
                .Select(one => new SeenBy(
                    EntryWords.Person(one.Latest),
                    one.Latest.Actor.Name is { Length: > 0 } name ? name : one.Latest.Actor.Id ?? "",
                    one.Camera.Name.Length > 0 ? one.Camera.Name : one.Camera.Id,
                    StayReasons.KeyOf(one.Camera),
                    Merge(Closed(one.Pieces).Where(seen => overlaps is not { } time || Overlaps(seen, time)))))
                .Where(one => overlaps is null || one.Intervals.Count > 0)
                .OrderBy(one => one.Person, StringComparer.OrdinalIgnoreCase).ThenBy(one => one.Camera, StringComparer.OrdinalIgnoreCase),
        ];
    }

    /// <summary>What an entry says was seen, of which camera; null where recordings were opened and no stretch is said.</summary>
    private static IEnumerable<(CameraRef Camera, SeenInterval? Seen)> PiecesOf(AuditEntry entry, ILookup<Guid, string> ended)
    {
        switch (entry.AuditableResource, entry.AuditableAction)
        {
            case (AuditableResources.Export, AuditableActions.Complete):
                return ExportedOf(entry, unfinished: false);
            case (AuditableResources.Export, AuditableActions.Start) when entry.CorrelationId is not { } id || !ended[id].Any():
                return ExportedOf(entry, unfinished: true);
            case (AuditableResources.IndependentPlayback, AuditableActions.Enable) when entry.Recording?.From is { } shown:
                // It stood at that picture; what was played from there has entries of its own.
                return entry.Cameras.Select(camera => (camera, (SeenInterval?)new SeenInterval { From = shown, To = shown }));
            case (AuditableResources.Playback or AuditableResources.IndependentPlayback, AuditableActions.Act) when entry.Recording is { } recording:
                bool backwards = recording.To is null && EntryWords.VerbOf(entry) == PlaybackVerbs.PlayReverse;
                var seen = new SeenInterval { From = backwards ? null : recording.From, To = backwards ? recording.From : recording.To };
                return entry.Cameras.Select(camera => (camera, (SeenInterval?)seen));
            default:
                return StayReasons.IsOpening(entry) && entry.AuditableResource != AuditableResources.Export ? entry.Cameras.Select(camera => (camera, (SeenInterval?)null)) : [];
        }
    }

    private static IEnumerable<(CameraRef, SeenInterval?)> ExportedOf(AuditEntry entry, bool unfinished)
    {
        IReadOnlyList<ExportedRecording> taken = [];
        if (!entry.AdditionalMetadata.IsNull)
        {
            try
            {
                taken = WireFormat.Deserialize<ActivityObserved>(entry.AdditionalMetadata.Text!).Export?.Recordings ?? [];
            }
            catch (WireException)
            {
                // An activity of another shape: what the entry itself says is what there is.
            }
        }

        return taken.Count > 0
            ? taken.Select(one => (one.Camera, (SeenInterval?)new SeenInterval { From = one.From, To = one.To, Exported = true, Unfinished = unfinished }))
            : entry.Cameras.Select(camera => (camera, (SeenInterval?)new SeenInterval { From = entry.Recording?.From, To = entry.Recording?.To, Exported = true, Unfinished = unfinished }));
    }

    /// <summary>Without the beginnings of what a later entry of the same session says both ends of.</summary>
    private static IEnumerable<SeenInterval> Closed(List<(Guid? Session, SeenInterval Seen)> pieces) => pieces
        .Where(piece => piece.Seen is { From: not null, To: not null } || piece.Seen.Exported || !pieces.Any(other =>
            other.Session == piece.Session && !other.Seen.Exported && other.Seen.First >= piece.Seen.First
            && other.Seen.From is { } from && other.Seen.To is { } to && from != to && (piece.Seen.From ?? piece.Seen.To) is { } at && from <= at && at <= to))
        .Select(piece => piece.Seen);

    private static List<SeenInterval> Merge(IEnumerable<SeenInterval> pieces)
    {
        var merged = new List<SeenInterval>();
        foreach (SeenInterval piece in pieces.OrderBy(piece => piece.Exported).ThenBy(piece => piece.Unfinished).ThenBy(piece => piece.From ?? piece.To).ThenBy(piece => piece.First))
        {
            SeenInterval? before = merged.LastOrDefault();
            bool joins = before is not null && before.Exported == piece.Exported && before.Unfinished == piece.Unfinished
                && (before == piece with { Reasons = before.Reasons, Refusals = before.Refusals, First = before.First, Last = before.Last, Entries = before.Entries }
                    || (before is { From: not null, To: not null } && piece is { From: not null, To: not null } && piece.From <= before.To + Together));
            if (!joins)
            {
                merged.Add(piece);
                continue;
            }

            merged[^1] = before! with
            {
                To = piece.To > before.To ? piece.To : before.To,
                Reasons = [.. before.Reasons.Union(piece.Reasons, StringComparer.Ordinal)],
                Refusals = [.. before.Refusals.Union(piece.Refusals, StringComparer.Ordinal)],
                First = piece.First < before.First ? piece.First : before.First,
                Last = piece.Last > before.Last ? piece.Last : before.Last,
                Entries = before.Entries + 1,
            };
        }

        return [.. merged.OrderBy(one => one.From ?? one.To).ThenBy(one => one.Exported)];
    }

    private static bool Overlaps(SeenInterval seen, (DateTimeOffset From, DateTimeOffset To) time) =>
        (seen.To is null || seen.To > time.From || (seen.To == seen.From && seen.To == time.From)) && (seen.From is null || seen.From < time.To);

    private static bool IsEnd(AuditEntry entry) =>
        entry.AuditableResource == AuditableResources.Export && entry.AuditableAction is AuditableActions.Complete or AuditableActions.Cancel or AuditableActions.Fail;

    private static string PersonKey(AuditEntry entry) => (entry.Actor.Id is { Length: > 0 } id ? id : entry.Actor.Name).ToUpperInvariant();
}
