using Auditor.WebConsole.Log;
using Auditor.WebConsole.Overview;
using Auditor.WebConsole.Services;
using Auditor.WebConsole.Trust;

namespace Auditor.WebConsole.Questions;

/// <summary>What the log knows about a question.</summary>
/// <param name="Question">The question.</param>
/// <param name="Zone">In which times are shown.</param>
public sealed record Answer(Question Question, TimeZoneInfo Zone)
{
    /// <summary>Entries that are read for one answer; of more, the answer says that it does not know all.</summary>
    public const int MostEntries = 5000;

    /// <summary>Whether the log has ever heard of the camera or the person.</summary>
    public bool Known { get; init; }

    /// <summary>What was seen, by person and camera.</summary>
    public IReadOnlyList<SeenBy> Seen { get; init; } = [];

    /// <summary>Of a camera: who opened its recordings since then, as far as known with or without minutes.</summary>
    public EntryCounts? Opened { get; init; }

    /// <summary>There were more than <see cref="MostEntries"/> entries.</summary>
    public bool Truncated { get; init; }

    /// <summary>Null when there is a problem, or nothing was asked.</summary>
    public Completeness? Completeness { get; init; }

    /// <summary>When the log's first entry occurred (UTC); null while it has none.</summary>
    public DateTimeOffset? Begins { get; init; }

    /// <summary>The entries that prove the answer.</summary>
    public LogFilter Evidence { get; init; } = LogFilter.Usual;

    /// <summary>The same for <c>POST /api/audit/exports</c>, as JSON.</summary>
    public string EvidenceRequest { get; init; } = "";

    /// <summary>Why there is no answer; null when all is well.</summary>
    public ServiceException? Problem { get; init; }

    /// <summary>The log, restricted to what a question is about.</summary>
    public LogFilter About => LogFilter.Usual.With(Question.AboutCamera ? Question.Camera : Question.Person, Question.Subject).WithAny("resource", EntryWords.OperatorResources);

    /// <summary>The address in the log of the entries of an interval.</summary>
    public string Entries(SeenBy seen, SeenInterval interval)
    {
        LogFilter filter = LogFilter.Usual.With(Question.Person, seen.Account).With(Question.Camera, seen.CameraId)
            .WithAny("resource", interval.Exported ? ["EXPORT"] : ["PLAYBACK", "INDEPENDENT_PLAYBACK"])
            .During(Zone, interval.First, interval.Last.AddSeconds(1));
        return OverviewModel.Entries(interval.From is { } from && interval.To is { } to
            ? filter.With(LogFilter.RecordingFrom, Zone.Input(from.AddSeconds(-1))).With(LogFilter.RecordingTo, Zone.Input(to.AddSeconds(1)))
            : filter);
    }
}
