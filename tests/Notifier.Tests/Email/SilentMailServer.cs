using System.Net;
using System.Net.Sockets;

namespace Auditor.Notifier.Tests.Email;

/// <summary>A mail server that falls silent, or talks without end, at some point of the conversation.</summary>
internal sealed class SilentMailServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly List<TcpClient> _clients = [];
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly string _at;
    private readonly int _mails;

    /// <param name="at">What is not answered any more: a word of SMTP, "." for the end of a mail, or "" for the connection, which is talked to without end then.</param>
    /// <param name="mails">How many mails are taken before that.</param>
    public SilentMailServer(string at, int mails = 0)
    {
        (_at, _mails) = (at, mails);
        _listener.Start();
        _ = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Ends when the server has fallen silent.</summary>
    public Task Reached => _reached.Task;

    public void Dispose()
    {
        _listener.Dispose();
        foreach (TcpClient client in _clients)
        {
            client.Dispose();
        }
    }

    private async Task ServeAsync()
    {
        int taken = 0;
        while (true)
        {
            TcpClient client = await _listener.AcceptTcpClientAsync();
            _clients.Add(client);
            using var lines = new StreamReader(client.GetStream(), leaveOpen: true);
            await using var says = new StreamWriter(client.GetStream(), leaveOpen: true) { AutoFlush = true, NewLine = "\r\n" };
            while (_at.Length == 0)
            {
                await says.WriteLineAsync("220-and another thing");
                _reached.TrySetResult();
                await Task.Delay(50);
            }

            await says.WriteLineAsync("220 ready");
            bool mail = false;
            while (await lines.ReadLineAsync() is { } line && line != "QUIT")
            {
                if (mail && line != ".")
                {
                    continue;
                }

                if (taken >= _mails && line.StartsWith(_at, StringComparison.Ordinal))
                {
                    _reached.TrySetResult();
                    break;
                }

                taken += mail ? 1 : 0;
                mail = line == "DATA";
                await says.WriteLineAsync(mail ? "354 go on" : "250 fine");
            }
        }
    }
}
