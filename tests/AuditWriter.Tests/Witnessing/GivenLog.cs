using System.Text;
using Auditor.Ledger;

namespace Auditor.AuditWriter.Tests.Witnessing;

/// <summary>Somebody else's log, as far as a witness sees it: a key, and leaves that may be told differently each time.</summary>
internal sealed class GivenLog : ITileReader
{
    private readonly NoteSignerKey _key = NoteSignerKey.Generate("log.example/" + Guid.NewGuid().ToString("n"));
    private Dictionary<TileAddress, ReadOnlyMemory<byte>> _tiles = [];

    public NoteVerifierKey Key => _key.Verifier;

    public string Shown => $"/api/witness/{Cosigning.OriginHash(Key.Name)}/checkpoint";

    public SignedNote Note(int size, string history = "true") => Checkpoint(size, history).Sign(_key);

    public Checkpoint Checkpoint(int size, string history = "true") => new() { Origin = Key.Name, Size = size, Root = MerkleTree.Root(Leaves(size, history)) };

    public AddCheckpointRequest Request(int old, int size, string history = "true")
    {
        _tiles = TiledTree.Empty.Grow(Leaves(size, history)).Tiles.ToDictionary(tile => tile.Address, tile => tile.Content);
        return new AddCheckpointRequest { OldSize = old, Proof = ConsistencyProof.Create(old, size, this), Note = Note(size, history) };
    }

    /// <summary>Signs whatever text, as a log must not.</summary>
    public SignedNote Sign(string text) => SignedNote.Sign(text, _key);

    public ReadOnlyMemory<byte> Read(TileAddress tile) => _tiles[tile];

    private static TreeHash[] Leaves(int size, string history) =>
        [.. Enumerable.Range(0, size).Select(number => MerkleTree.LeafHash(Encoding.UTF8.GetBytes($"{history} {number}")))];
}
