using System.Text;
using Auditor.Faults.Processes;
using Auditor.Ledger;

namespace Auditor.Faults.Checking;

/// <summary>
/// A witness: keeps every checkpoint that a writer shows while the system is harmed, and in the end holds each against the next, by consistency
/// proofs (RFC 6962), and all against the log as it is then.
/// </summary>
internal sealed class CheckpointWatch(Deployment deployment)
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(500);

    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    /// <summary>Different checkpoints that were shown.</summary>
    public int Count => _seen.Count;

    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            foreach (ServiceSlot writer in deployment.Slots.Where(slot => slot.Kind == ServiceKind.AuditWriter))
            {
                try
                {
                    using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
                    _seen.Add(await writer.GetTextAsync("/api/ledger/checkpoint").WaitAsync(patience.Token));
                }
                catch (Exception away) when (away is HttpRequestException or OperationCanceledException)
                {
                    // Killed, paused or cut off: nothing to see.
                }
            }

            await Task.Delay(Every, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <param name="writer">Whose tiles make the proofs.</param>
    public async Task<Findings> CheckAsync(ServiceSlot writer)
    {
        var findings = new Findings("every checkpoint that was shown is signed, and each goes on from the one before");
        _seen.Add(await Patience.WithAsync(() => writer.GetTextAsync("/api/ledger/checkpoint")));
        NoteVerifierKey key = NoteVerifierKey.Parse((await Patience.WithAsync(() => writer.GetTextAsync("/api/ledger/key"))).Trim());
        Checkpoint[] checkpoints = [.. _seen.Select(text => Read(text, key, findings)).OfType<Checkpoint>().OrderBy(checkpoint => checkpoint.Size)];
        var tiles = new HttpTiles(writer);
        for (int i = 1; i < checkpoints.Length; i++)
        {
            (Checkpoint older, Checkpoint newer) = (checkpoints[i - 1], checkpoints[i]);
            await tiles.FetchAsync(ConsistencyProof.TilesNeeded(older.Size, newer.Size));
            TreeHash[] proof = [.. ConsistencyProof.Create(older.Size, newer.Size, tiles)];
            findings.Require(
                ConsistencyProof.Verify(proof, older.Size, newer.Size, older.Root, newer.Root),
                () => $"the checkpoint of {newer.Size} entries does not go on from that of {older.Size}");
        }

        return findings;
    }

    private static Checkpoint? Read(string text, NoteVerifierKey key, Findings findings)
    {
        var note = SignedNote.Parse(Encoding.UTF8.GetBytes(text));
        bool trusted = note.Verify(key) == NoteVerdict.Trusted;
        findings.Require(trusted, () => "a checkpoint is not signed by the log's key: " + text);
        return trusted ? Checkpoint.Parse(note.Text) : null;
    }

    private sealed class HttpTiles(ServiceSlot writer) : ITileReader
    {
        private readonly Dictionary<TileAddress, ReadOnlyMemory<byte>> _fetched = [];

        public async Task FetchAsync(IEnumerable<TileAddress> addresses)
        {
            foreach (TileAddress address in addresses.Where(address => !_fetched.ContainsKey(address)))
            {
                _fetched.Add(address, await Patience.WithAsync(() => writer.GetBytesAsync("/api/ledger/" + address.Path)));
            }
        }

        public ReadOnlyMemory<byte> Read(TileAddress tile) => _fetched[tile];
    }
}
