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

    private const int WriteBytes = 64 * 1024;

    private readonly SentFrames _sent = new(time);
    private SyslogConnection? _connection;

    public int MostAtOnce => 100;

    public async Task<DeliveryReport> DeliverAsync(IReadOnlyList<Notification> notifications, CancellationToken cancellation)
    {
        byte[][] frames = [.. notifications.Select(formatter.Frame)];
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        try
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
            }

            await SendAsync(_connection, frames, patience);
            if (_connection.IsBroken)
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
    }

    public async ValueTask DisposeAsync()
    {
        if (_connection is not null)
        {
            await _connection.DisposeAsync();
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
