using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using Auditor.Ledger;

namespace Auditor.Standalone.Verifying;

/// <summary>A running log over HTTP (C2SP tlog-tiles), as docs/ledger.md describes it. Answers are bounded in size and time.</summary>
/// <param name="http">Its base address ends in the log's prefix and a slash; it follows no redirects.</param>
/// <param name="time">Clock.</param>
internal sealed class HttpLogSource(HttpClient http, TimeProvider time) : ILogSource
{
    private const int LargestAttested = 64 << 20;
    private const int LargestBundle = TileAddress.FullWidth * (EntryBundle.LargestEntry + sizeof(ushort));
    private const int LargestKey = 4096;
    private const long MostBytesAtOnce = 16 << 20;
    private const int Tries = 5;

    private static readonly TimeSpan LongestAnswer = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private long _size;
    private long _bundleIndex = -1;
    private IReadOnlyList<ReadOnlyMemory<byte>> _bundle = [];

    /// <summary>The key that the service says is the log's. To be shown, not to be trusted.</summary>
    public async Task<NoteVerifierKey> ReadKeyAsync(CancellationToken cancellationToken) =>
        NoteVerifierKey.Parse(System.Text.Encoding.UTF8.GetString((await GetAsync("key", LargestKey, cancellationToken) ?? throw Missing("key")).Span).Trim());

    /// <inheritdoc/>
    public async ValueTask<ReadOnlyMemory<byte>?> ReadCheckpointAsync(CancellationToken cancellationToken)
    {
        ReadOnlyMemory<byte> note = await GetAsync("checkpoint", SignedNote.MostBytes, cancellationToken) ?? throw Missing("checkpoint");
        try
        {
            // Only to know how wide the last tiles are asked for; whether it is to be believed, the verifier decides.
            _size = Checkpoint.Parse(SignedNote.Parse(note.Span).Text).Size;
        }
        catch (LedgerFormatException)
        {
            _size = 0;
        }

        return note;
    }

    /// <inheritdoc/>
    public async ValueTask<ReadOnlyMemory<byte>?> ReadTileAsync(TileAddress tile, CancellationToken cancellationToken)
    {
        if (await GetAsync(tile.Path, tile.Bytes, cancellationToken) is { } content)
        {
            return content;
        }

        // A log need not keep a partial tile once it is full.
        var full = new TileAddress(tile.Level, tile.Index);
        return tile.IsPartial && await GetAsync(full.Path, full.Bytes, cancellationToken) is { } whole
            ? whole[..Math.Min(whole.Length, tile.Bytes)]
            : (ReadOnlyMemory<byte>?)null;
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<PresentedEntry>> ReadEntriesAsync(long from, int most, CancellationToken cancellationToken)
    {
        if (from >= _size)
        {
            return [];
        }

        if (_bundleIndex != from >> 8)
        {
            _bundle = await ReadBundleAsync(from >> 8, cancellationToken);
            _bundleIndex = from >> 8;
        }

        var entries = new List<PresentedEntry>();
        long bytes = 0;
        for (int slot = (int)(from & 0xFF); slot < _bundle.Count && entries.Count < most && bytes < MostBytesAtOnce; slot++)
        {
            PresentedEntry entry = await PresentAsync((_bundleIndex << 8) + slot, _bundle[slot], cancellationToken);
            bytes += entry.Attested?.Length ?? 0;
            entries.Add(entry);
        }

        return entries;
    }

    /// <summary>A service hands out only its latest checkpoint.</summary>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadKeptCheckpointsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        yield break;
    }

    /// <summary>A service shows only its log.</summary>
    public async IAsyncEnumerable<LogFault> FindOwnFaultsAsync(Checkpoint head, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        yield break;
    }

    private async Task<IReadOnlyList<ReadOnlyMemory<byte>>> ReadBundleAsync(long index, CancellationToken cancellationToken)
    {
        int width = (int)Math.Min(TileAddress.FullWidth, _size - (index << 8));
        var address = new EntryBundleAddress(index, width);
        int read = width;
        ReadOnlyMemory<byte>? bundle = await GetAsync(address.Path, LargestBundle, cancellationToken);
        if (bundle is null && width < TileAddress.FullWidth)
        {
            read = TileAddress.FullWidth;
            bundle = await GetAsync(new EntryBundleAddress(index).Path, LargestBundle, cancellationToken);
        }

        try
        {
            return bundle is { } bytes ? [.. EntryBundle.Read(bytes, read).Take(width)] : [];
        }
        catch (LedgerFormatException wrong)
        {
            throw new LedgerFormatException($"{address.Path}, positions {index << 8} to {(index << 8) + width - 1}: {wrong.Message}", wrong);
        }
    }

    private async Task<PresentedEntry> PresentAsync(long position, ReadOnlyMemory<byte> leaf, CancellationToken cancellationToken)
    {
        // No entry has a leaf without bytes: this one was erased.
        if (leaf.IsEmpty)
        {
            return new PresentedEntry(position, EntryId: null, Attested: null);
        }

        return EntryLeaf.IsDigestOf(leaf.Span, out Guid id)
            ? new PresentedEntry(position, id, await GetAsync($"attested/{id}", LargestAttested, cancellationToken))
            : new PresentedEntry(position, EntryId: null, leaf);
    }

    /// <summary>The answer, or null when there is none of that name.</summary>
    private async Task<ReadOnlyMemory<byte>?> GetAsync(string path, int most, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        for (int attempt = 1; ; attempt++)
        {
            patience.CancelAfter(LongestAnswer);
            try
            {
                using HttpResponseMessage answer = await http.GetAsync(new Uri(path, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, patience.Token);
                if (answer.IsSuccessStatusCode)
                {
                    return await ReadAsync(answer.Content, path, most, patience.Token);
                }

                if (answer.StatusCode == HttpStatusCode.NotFound)
                {
                    return null;
                }

                bool later = answer.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable;
                if (!later || attempt == Tries)
                {
                    throw Refused(answer.StatusCode, path);
                }

                patience.CancelAfter(Timeout.InfiniteTimeSpan);
                await Task.Delay(PauseOf(answer.Headers.RetryAfter), time, cancellationToken);
            }
            catch (Exception problem) when (problem is HttpRequestException or IOException)
            {
                throw new SourceUnreadableException($"{http.BaseAddress}{path} cannot be read: {problem.Message}", problem);
            }
            catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
            {
                throw new SourceUnreadableException($"{http.BaseAddress}{path} did not answer in full within {LongestAnswer.TotalSeconds:0} seconds.", late);
            }
        }
    }

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpContent content, string path, int most, CancellationToken cancellationToken)
    {
        await using Stream body = await content.ReadAsStreamAsync(cancellationToken);
        byte[] bytes = new byte[Math.Min(most + 1, 16 << 10)];
        int length = 0;
        while (true)
        {
            int read = await body.ReadAsync(bytes.AsMemory(length), cancellationToken);
            length += read;
            if (read == 0)
            {
                return bytes.AsMemory(0, length);
            }

            if (length > most)
            {
                throw new LedgerFormatException($"{path} has more than {most} bytes, which it never has.");
            }

            if (length == bytes.Length)
            {
                Array.Resize(ref bytes, (int)Math.Min(most + 1L, 2L * bytes.Length));
            }
        }
    }

    private TimeSpan PauseOf(RetryConditionHeaderValue? retryAfter)
    {
        TimeSpan pause = retryAfter?.Delta ?? (retryAfter?.Date - time.GetUtcNow()) ?? TimeSpan.FromSeconds(1);
        return pause < TimeSpan.Zero ? TimeSpan.Zero : pause < LongestPause ? pause : LongestPause;
    }

    private SourceUnreadableException Missing(string path) => new($"{http.BaseAddress} has no '{path}': it is not the address of a log, or nothing has been signed yet.");

    private SourceUnreadableException Refused(HttpStatusCode status, string path) => status switch
    {
        HttpStatusCode.Unauthorized => new($"{http.BaseAddress} asks for an API key: give --api-key-file, or set {VerifyingClient.KeyVariable}."),
        HttpStatusCode.Forbidden => new($"{http.BaseAddress}{path}: the API key may not read the log."),
        _ => new($"{http.BaseAddress}{path} answered {(int)status}."),
    };
}
