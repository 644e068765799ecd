using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Auditor.Storage;

namespace Auditor.Notifier.Destinations.Syslog;

/// <summary>A connection to a syslog receiver, over TCP (RFC 6587) or TLS (RFC 5425). Receivers say nothing on it; that they have closed it is all one hears of them.</summary>
internal sealed class SyslogConnection : IAsyncDisposable
{
    /// <summary>How long bytes may wait for the other machine to confirm them before the connection counts as broken.</summary>
    public static readonly TimeSpan UnconfirmedFor = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan FarewellTakes = TimeSpan.FromSeconds(2);

    private const int SendBufferBytes = 256 * 1024;
    private const int TcpLevel = 6;
    private const int LinuxTcpUserTimeout = 18;

    private readonly Stream _stream;
    private readonly TimeProvider _time;
    private readonly Task _watch;
    private long _brokenAt;

    private SyslogConnection(Stream stream, TimeProvider time)
    {
        _stream = stream;
        _time = time;
        _watch = WatchAsync();
    }

    /// <summary>True when the receiver has closed the connection, or it broke.</summary>
    public bool IsBroken => BrokenAt != 0;

    /// <summary>Ends when the connection has.</summary>
    public Task Ended => _watch;

    /// <summary>When it was seen to be broken, as a timestamp of the time provider; 0 while it stands.</summary>
    public long BrokenAt => Volatile.Read(ref _brokenAt);

    /// <summary>Connects, and checks the receiver's certificate and its name where TLS is asked for (1.2 at the least).</summary>
    /// <exception cref="SocketException">It cannot be reached.</exception>
    /// <exception cref="AuthenticationException">TLS was not agreed on; the message says why.</exception>
    public static async Task<SyslogConnection> OpenAsync(SyslogSettings settings, TrustedCertificates trusted, TimeProvider time, CancellationToken cancellation)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        Stream? stream = null;
        try
        {
            await socket.ConnectAsync(settings.Host, settings.Port, cancellation);
            Configure(socket);
            stream = new NetworkStream(socket, ownsSocket: true);
            if (settings.Tls)
            {
                stream = await SecuredAsync(stream, settings.Host, trusted, cancellation);
            }

            return new SyslogConnection(stream, time);
        }
        catch
        {
            if (stream is not null)
            {
                await stream.DisposeAsync();
            }

            socket.Dispose();
            throw;
        }
    }

    public async Task SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        await _stream.WriteAsync(bytes, cancellation);
        await _stream.FlushAsync(cancellation);
    }

    /// <summary>Ends it so that what was sent is still delivered; not longer than <see cref="FarewellTakes"/>.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (!IsBroken && _stream is SslStream secured)
            {
                await secured.ShutdownAsync().WaitAsync(FarewellTakes);
            }
        }
        catch (Exception problem) when (problem is IOException or SocketException or ObjectDisposedException or InvalidOperationException or TimeoutException)
        {
            // It broke in this moment, or nobody reads; there is nothing left to end.
        }

        await _stream.DisposeAsync();
        await _watch;
    }

    private static void Configure(Socket socket)
    {
        socket.NoDelay = true;
        socket.SendBufferSize = SendBufferBytes;
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, 30);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, 10);
        if (OperatingSystem.IsLinux())
        {
            // tcp(7), TCP_USER_TIMEOUT, in milliseconds. Without it a network that swallows everything is noticed after a quarter of an hour.
            socket.SetRawSocketOption(TcpLevel, LinuxTcpUserTimeout, BitConverter.GetBytes((int)UnconfirmedFor.TotalMilliseconds));
        }
    }

    private static async Task<Stream> SecuredAsync(Stream plain, string host, TrustedCertificates trusted, CancellationToken cancellation)
    {
        string? whyNot = null;
        var secured = new SslStream(plain, leaveInnerStreamOpen: false);
        try
        {
            await secured.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions
                {
                    TargetHost = host,
                    EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
                    CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
                    RemoteCertificateValidationCallback = (_, certificate, chain, errors) => (whyNot = trusted.Refusal(certificate, chain, errors)) is null,
                },
                cancellation);
            return secured;
        }
        catch (AuthenticationException problem) when (whyNot is not null)
        {
            throw new AuthenticationException("the receiver's certificate is refused: " + whyNot, problem);
        }
    }

    /// <summary>Reads what never comes, to hear when it ends. Over TLS it also takes what the protocol itself sends.</summary>
    private async Task WatchAsync()
    {
        byte[] unasked = new byte[256];
        try
        {
            while (await _stream.ReadAsync(unasked) > 0)
            {
                // A receiver that talks is not listened to.
            }
        }
        catch (Exception problem) when (problem is IOException or SocketException or ObjectDisposedException)
        {
            // Broken, or closed from here.
        }

        NoteBreak();
    }

    private void NoteBreak() => Interlocked.CompareExchange(ref _brokenAt, Math.Max(1, _time.GetTimestamp()), 0);
}
