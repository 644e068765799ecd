using Auditor.Ledger;

namespace Auditor.AuditWriter.Witnessing;

/// <summary>The connections to witnesses.</summary>
internal sealed class WitnessHttp : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestConnection = TimeSpan.FromMinutes(5);

    public HttpClient Client { get; } = new(new SocketsHttpHandler
    {
        // A checkpoint goes to the one who is configured, and to nobody whom that one names.
        AllowAutoRedirect = false,
        UseCookies = false,
        PooledConnectionLifetime = LongestConnection,
    })
    {
        Timeout = Patience,
        MaxResponseContentBufferSize = SignedNote.MostBytes,
    };

    public void Dispose() => Client.Dispose();
}
