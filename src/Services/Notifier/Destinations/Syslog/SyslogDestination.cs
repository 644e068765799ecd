using System.Net.Sockets;
using System.Security.Authentication;

namespace Auditor.Notifier.Destinations.Syslog;

/// <summary>
/// Sends entries to a syslog receiver. Syslog acknowledges nothing: one counts as acknowledged when the connection took it and still
/// stood afterwards, and what was sent shortly before a connection broke is sent again on the next. At least once, in order
/// (docs/decisions/0033).
/// </summary>
internal sealed class SyslogDestination(SyslogFormatter formatter, Func<CancellationToken, Task<SyslogConnection>> connect, TimeProvider time) : IDestination
{
    /// <summary>A receiver that takes nothing for so long does not count as there.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    private const int WriteBytes = 64 * 1024;

    private readonly SentFrames _sent = new(time);
    private readonly SemaphoreSlim _oneAtATime = new(1);
    private readonly CancellationTokenSource _ending = new();
    private SyslogConnection? _connection;
    private Task _repeating = Task.CompletedTask;

    public int MostAtOnce => 100;

    public async Task<DeliveryReport> DeliverAsync(IReadOnlyList<Notification> notifications, CancellationToken cancellation)
    {
        byte[][] frames = [.. notifications.Select(formatter.Frame)];
        await _oneAtATime.WaitAsync(cancellation);
        try
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            SyslogConnection connection = await ConnectedAsync(patience);
            await SendAsync(connection, frames, patience);
            if (connection.IsBroken)
            {
                await DropAsync();
                return DeliveryReport.Failed(0, "The receiver closed the connection while it was sent to.");
            }

            _sent.Add(frames);
            return DeliveryReport.All(notifications);
        }
        catch (Exception problem) when (!cancellation.IsCancellationRequested && WordsFor(problem) is { } words)
        {
            await DropAsync();
            return DeliveryReport.Failed(0, words);
        }
        catch
        {
            // It may have ended in the middle of a message; nothing can follow on that connection.
            await DropAsync();
            throw;
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _repeating;
        if (_connection is not null)
        {
            await _connection.DisposeAsync();
        }

        _oneAtATime.Dispose();
        _ending.Dispose();
    }

    /// <summary>The connection that stands, or a new one, over which the receiver has got again what it may have lost with the last.</summary>
    private async Task<SyslogConnection> ConnectedAsync(CancellationTokenSource patience)
    {
        if (_connection is { IsBroken: true })
        {
            await DropAsync();
        }

        if (_connection is null)
        {
            patience.CancelAfter(Patience);
            _connection = await connect(patience.Token);
            await SendAsync(_connection, _sent.Frames, patience);
            _sent.SentAgain();
            if (_repeating.IsCompleted)
            {
                _repeating = RepeatWhenBrokenAsync();
            }
        }

        return _connection;
    }

    /// <summary>What the receiver may have lost does not wait for the next entry to come along.</summary>
    private async Task RepeatWhenBrokenAsync()
    {
        TimeSpan pause = FirstPause;
        try
        {
            while (true)
            {
                if (_connection is { } connection)
                {
                    await connection.Ended.WaitAsync(_ending.Token);
                }

                await _oneAtATime.WaitAsync(_ending.Token);
                try
                {
                    using var patience = CancellationTokenSource.CreateLinkedTokenSource(_ending.Token);
                    if (_connection is { IsBroken: true })
                    {
                        await DropAsync();
                    }

                    if (_sent.Count > 0)
                    {
                        await ConnectedAsync(patience);
                        pause = FirstPause;
                        continue;
                    }
                }
                catch (Exception problem) when (WordsFor(problem) is not null)
                {
                    await DropAsync();
                }
                finally
                {
                    _oneAtATime.Release();
                }

                await Task.Delay(pause, time, _ending.Token);
                pause = pause < LongestPause ? pause * 2 : LongestPause;
            }
        }
        catch (OperationCanceledException) when (_ending.IsCancellationRequested)
        {
            // Closed; what is in doubt then is in doubt for good.
        }
    }

    private static async Task SendAsync(SyslogConnection connection, IEnumerable<byte[]> frames, CancellationTokenSource patience)
    {
        using var written = new MemoryStream(WriteBytes);
        foreach (byte[] frame in frames)
        {
            written.Write(frame);
            if (written.Length >= WriteBytes)
            {
                await WriteAsync();
            }
        }

        if (written.Length > 0)
        {
            await WriteAsync();
        }

        async Task WriteAsync()
        {
            patience.CancelAfter(Patience);
            await connection.SendAsync(written.GetBuffer().AsMemory(0, (int)written.Length), patience.Token);
            written.SetLength(0);
        }
    }

    private async Task DropAsync()
    {
        if (_connection is null)
        {
            return;
        }

        _sent.ForgetSentBefore(_connection.IsBroken ? _connection.BrokenAt : time.GetTimestamp());
        await _connection.DisposeAsync();
        _connection = null;
    }

    private static string? WordsFor(Exception problem) => problem switch
    {
        OperationCanceledException => $"The receiver took nothing for {Patience.TotalSeconds:0} seconds.",
        AuthenticationException => "TLS: " + (problem.InnerException is { } inner && problem.Message.Contains("inner exception", StringComparison.Ordinal) ? inner.Message : problem.Message),
        SocketException => "The receiver cannot be reached: " + problem.Message,
        IOException => "The connection to the receiver broke: " + problem.Message,
        _ => null,
    };
}
