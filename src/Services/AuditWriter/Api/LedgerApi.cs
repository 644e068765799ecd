using System.Buffers;
using Auditor.AuditWriter.Sequencing;
using Auditor.AuditWriter.Witnessing;
using Auditor.Contracts;
using Auditor.Hosting.Access;
using Auditor.Hosting.Api;
using Auditor.Ledger;
using Auditor.Storage;

namespace Auditor.AuditWriter.Api;

/// <summary>
/// The ledger over HTTP: what C2SP tlog-tiles says a log serves, below the prefix <c>/api/ledger</c>, and the proof of one entry
/// (C2SP tlog-proof). Everything is answered as of the latest checkpoint.
/// </summary>
internal static class LedgerApi
{
    private const string Bytes = "application/octet-stream";
    private const string Text = "text/plain; charset=utf-8";

    public static void MapLedgerApi(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder ledger = routes.MapGroup("/api/ledger").WithTags("Ledger");
        ledger.MapGet("/checkpoint", CheckpointAsync).WithName("GetCheckpoint").WithSummary("The latest signed checkpoint (C2SP tlog-checkpoint)")
            .AllowSignedIn();
        ledger.MapGet("/key", (LedgerKey key) => Results.Text(key.Signer.Verifier + "\n", Text))
            .WithName("GetVerifierKey")
            .WithSummary("The log's public key (C2SP signed-note). To trust it, compare it with what the log's owner gave you another way")
            .AllowSignedIn();
        ledger.MapGet("/tile/entries/{**path}", BundleAsync).WithName("GetEntryBundle").WithSummary("An entry bundle (C2SP tlog-tiles)")
            .AllowRoles(AccessRoles.Auditor).AuditCalls(AuditableActions.Read, wholeRoute: true);
        ledger.MapGet("/tile/{**path}", TileAsync).WithName("GetTile").WithSummary("A tile of hashes (C2SP tlog-tiles)")
            .AllowRoles(AccessRoles.Auditor).AuditCalls(AuditableActions.Verify, wholeRoute: true);
        ledger.MapGet("/attested/{entryId:guid}", AttestedAsync)
            .WithName("GetAttestedBytes")
            .WithSummary("The attested bytes of an entry, which a bundle has only by their digest when they are more than 65,535")
            .AllowRoles(AccessRoles.Auditor).AuditCalls();
        routes.MapGet("/api/audit/entries/{entryId:guid}/proof", ProofAsync)
            .WithTags("Audit log")
            .WithName("GetEntryProof")
            .WithSummary("The proof that an entry is in the log (C2SP tlog-proof)")
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .AllowRoles(AccessRoles.Auditor).AuditCalls(AuditableActions.Verify);
    }

    private static async Task<IResult> CheckpointAsync(ILedgerStore ledger, CosignedCheckpoints cosigned, CancellationToken cancellation) =>
        await ledger.LatestCheckpointAsync(cancellation) is { } latest
            ? Results.Bytes(cosigned.WithCosignatures(latest.Note), Text)
            : ApiProblem.NotFound("Nothing has been signed yet; try again in a second.");

    private static async Task<IResult> TileAsync(string path, ILedgerStore ledger, CancellationToken cancellation)
    {
        TileAddress address;
        try
        {
            address = TileAddress.Parse("tile/" + path);
        }
        catch (LedgerFormatException wrong)
        {
            return ApiProblem.NotFound(wrong.Message);
        }

        long size = await SizeAsync(ledger, cancellation);
        long hashes = address.Level >= 8 ? 0 : (size >> (8 * address.Level)) - (address.Index << 8);
        return hashes >= address.Width && await ledger.ReadTileAsync(address, cancellation) is { } tile
            ? Results.Bytes(tile, Bytes)
            : ApiProblem.NotFound($"The log of {size} entries has no {address.Path}.");
    }

    private static async Task<IResult> BundleAsync(string path, ILedgerStore ledger, CancellationToken cancellation)
    {
        EntryBundleAddress address;
        try
        {
            address = EntryBundleAddress.Parse("tile/entries/" + path);
        }
        catch (LedgerFormatException wrong)
        {
            return ApiProblem.NotFound(wrong.Message);
        }

        long size = await SizeAsync(ledger, cancellation);
        long first = address.Index << 8;
        if (size - first < address.Width)
        {
            return ApiProblem.NotFound($"The log of {size} entries has no {address.Path}.");
        }

        var bundle = new ArrayBufferWriter<byte>();
        foreach (LoggedEntry entry in await ledger.ReadAsync(first, address.Width, cancellation))
        {
            // No entry has a leaf without bytes: this one was erased (docs/ledger.md).
            EntryBundle.Write(entry.Attested is { } attested ? EntryLeaf.LeafOfAttested(attested).Span : [], bundle);
        }

        return Results.Bytes(bundle.WrittenMemory, Bytes);
    }

    private static async Task<IResult> AttestedAsync(Guid entryId, ILedgerStore ledger, CancellationToken cancellation) =>
        await FindAsync(entryId, ledger, cancellation) is { Attested: { } attested }
            ? Results.Bytes(attested, "application/json")
            : ApiProblem.NotFound($"The log has no entry with the id {entryId}.");

    private static async Task<IResult> ProofAsync(Guid entryId, ILedgerStore ledger, IAuditLog log, CancellationToken cancellation)
    {
        LoggedEntry? entry = await FindAsync(entryId, ledger, cancellation);
        StoredCheckpoint? latest = await ledger.LatestCheckpointAsync(cancellation);
        if (entry is null && await log.FindAsync(entryId, cancellation) is null)
        {
            return ApiProblem.NotFound($"The log has no entry with the id {entryId}.");
        }

        if (entry is null || latest is null || entry.Position >= latest.Size)
        {
            return ApiProblem.Refused(409, "Not yet.", "The entry is appended, but not yet covered by a checkpoint; try again in a second.");
        }

        FetchedTiles tiles = await FetchedTiles.FetchAsync(ledger, InclusionProof.TilesNeeded(entry.Position, latest.Size), cancellation);
        var proof = new LogProof
        {
            Index = entry.Position,
            Path = InclusionProof.Create(entry.Position, latest.Size, tiles),
            Checkpoint = SignedNote.Parse(latest.Note.Span),
        };
        return Results.File(proof.ToBytes(), Text, $"{entryId}.tlog-proof");
    }

    private static async Task<LoggedEntry?> FindAsync(Guid entryId, ILedgerStore ledger, CancellationToken cancellation) =>
        await ledger.FindPositionAsync(entryId, cancellation) is { } position && await ledger.ReadAsync(position, 1, cancellation) is [{ } entry]
            ? entry
            : null;

    private static async Task<long> SizeAsync(ILedgerStore ledger, CancellationToken cancellation) =>
        (await ledger.LatestCheckpointAsync(cancellation))?.Size ?? 0;
}
