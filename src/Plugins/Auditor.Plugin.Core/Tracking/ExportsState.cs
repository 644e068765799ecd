using Auditor.Contracts;

namespace Auditor.Plugin.Core.Tracking;

/// <summary>The Exports workspace of the main window, and the exports that run, from wherever they started. Called within the tracker's lock only.</summary>
internal sealed class ExportsState(ActivityRecorder recorder)
{
    private const int EndedKept = 256;

    private readonly Dictionary<string, RunningExport> _running = new(StringComparer.Ordinal);
    private readonly Queue<string> _ended = new();
    private Stay? _stay;

    /// <param name="shown">Whether the workspace is there.</param>
    /// <param name="inView">The cameras of the main window.</param>
    public void Shown(bool shown, IReadOnlyList<CameraRef> inView)
    {
        if (!shown)
        {
            Leave(_stay);
            _stay = null;
        }
        else if (_stay is null)
        {
            _stay = NewStay();
            _stay.Cameras.Add(inView);
            recorder.Enter(_stay, Entry(inView, null));
        }
    }

    public void Starts(string export, ExportDetail detail)
    {
        if (_running.ContainsKey(export))
        {
            return;
        }

        IReadOnlyList<CameraRef> cameras = CameraSet.Distinct(detail.Recordings?.Select(taken => taken?.Camera));
        ActivityObserved entry = Entry(cameras, detail);
        RunningExport running;
        if (_stay is not { } stay)
        {
            Stay own = NewStay();
            own.Cameras.Add(cameras);
            running = new RunningExport(detail, cameras, recorder.Enter(own, entry), own);
            Started(running, own.Reason);
        }
        else
        {
            // The cameras and periods of an export are known only now; a rule may ask because of them that did not ask before.
            if (recorder.WouldAsk(stay, entry))
            {
                stay.Cameras.Add(cameras);
                recorder.Enter(stay, entry);
            }

            running = new RunningExport(detail, cameras, recorder.NewCorrelation(), null);
            Started(running, stay.Reason);
        }

        _running.Add(export, running);
    }

    public void Ended(string export, ExportEnd end, string? error)
    {
        if (!_running.TryGetValue(export, out RunningExport? running))
        {
            if (_ended.Contains(export))
            {
                return;
            }

            // Its start was never told; that it ended is still a fact.
            running = new RunningExport(new ExportDetail(), [], recorder.NewCorrelation(), null);
        }

        _running.Remove(export);
        _ended.Enqueue(export);
        if (_ended.Count > EndedKept)
        {
            _ended.Dequeue();
        }

        string kind = end switch
        {
            ExportEnd.Completed => ActivityKinds.ExportCompleted,
            ExportEnd.Cancelled => ActivityKinds.ExportCancelled,
            _ => ActivityKinds.ExportFailed,
        };
        recorder.Record(Of(kind, running) with { Export = running.Detail with { Error = error ?? running.Detail.Error } });
        Leave(running.Own);
    }

    /// <inheritdoc cref="WindowState.PolicyIsKnown"/>
    public void PolicyIsKnown()
    {
        Decide(_stay, stay => Entry(stay.Cameras.InOrder, null));
        foreach (RunningExport running in _running.Values)
        {
            Decide(running.Own, _ => Entry(running.Cameras, running.Detail));
        }
    }

    /// <summary>The client ends. How exports end that still run is not known here.</summary>
    public void LeaveAll()
    {
        foreach (RunningExport running in _running.Values)
        {
            Leave(running.Own);
        }

        _running.Clear();
        Leave(_stay);
        _stay = null;
    }

    private static Stay NewStay() => new(Windows.Main, commands => commands.ReturnToLive(Windows.Main));

    private void Decide(Stay? stay, Func<Stay, ActivityObserved> entryOf)
    {
        if (stay is { AwaitsPolicy: true })
        {
            stay.AwaitsPolicy = recorder.PolicyMayBeOld;
            ActivityObserved entry = entryOf(stay);
            if (recorder.WouldAsk(stay, entry))
            {
                recorder.Enter(stay, entry);
            }
        }
    }

    private void Started(RunningExport running, Reason? reason) =>
        recorder.Record(Of(ActivityKinds.ExportStarted, running) with { Reason = reason });

    private void Leave(Stay? stay)
    {
        if (stay is not null)
        {
            stay.End();
            recorder.Record(recorder.New(ActivityKinds.ExportLeft, Windows.Main) with
            {
                CorrelationId = stay.Correlation,
                Cameras = stay.Cameras.InOrder,
            });
        }
    }

    private ActivityObserved Entry(IReadOnlyList<CameraRef> cameras, ExportDetail? detail) =>
        recorder.New(ActivityKinds.ExportEntered, Windows.Main) with { Cameras = cameras, Export = detail };

    private ActivityObserved Of(string kind, RunningExport running) =>
        recorder.New(kind, Windows.Main) with
        {
            CorrelationId = running.Correlation,
            Cameras = running.Cameras,
            Export = running.Detail,
        };

    /// <param name="Detail">What is taken, where to.</param>
    /// <param name="Cameras">Of whom.</param>
    /// <param name="Correlation">Ties start and end to each other, and to the entry where it has one of its own.</param>
    /// <param name="Own">The stay that it opened because Exports was not shown.</param>
    private sealed record RunningExport(ExportDetail Detail, IReadOnlyList<CameraRef> Cameras, Guid Correlation, Stay? Own);
}
