using System.Buffers;
using System.IO.Pipelines;
using Auditor.AuditWriter.Witnessing;
using Auditor.Contracts;
using Auditor.Hosting.Access;
using Auditor.Hosting.Api;
using Auditor.Ledger;

namespace Auditor.AuditWriter.Api;

/// <summary>
/// This process as a witness of other logs: C2SP tlog-witness, with <c>/api/witness</c> as both of its prefixes. It lets in anybody, as
/// the specification has it: what counts is the log's signature.
/// </summary>
internal static class WitnessApi
{
    private const string Text = "text/plain; charset=utf-8";

    public static void MapWitnessApi(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder witness = routes.MapGroup("/api/witness").WithTags("Witness").AllowAnonymous();
        witness.MapPost("/add-checkpoint", AddAsync).AcceptsAnyBody().WithName("AddCheckpoint")
            .WithSummary("Cosigns a checkpoint of another log that extends what was cosigned before (C2SP tlog-witness)");
        witness.MapGet("/key", Key).WithName("GetWitnessKey").WithSummary("The key with which this witness cosigns (C2SP signed-note)");
        witness.MapGet("/{originHash:length(64)}/checkpoint", Show).WithName("GetWitnessedCheckpoint")
            .WithSummary("The checkpoint of a log that was cosigned last, by the SHA-256 of its origin (C2SP tlog-witness)");
        routes.MapGet("/api/ledger/witnesses", (Witnesses witnesses) => new WitnessList([.. witnesses.Couriers.Select(WitnessView.Of)]))
            .WithTags("Ledger").WithName("GetWitnesses").WithSummary("The witnesses of this log, what each has of it, and what is wrong")
            .AllowRoles(AccessRoles.Auditor, AccessRoles.Administrator);
        routes.MapGet("/api/ledger/checkpoint/cosigned", (CosignedCheckpoints cosigned) => cosigned.Largest() is { } note
                ? Results.Bytes(note, Text)
                : ApiProblem.NotFound("No witness has cosigned a checkpoint of this log yet, or none with a known key (Auditor:Ledger:Witnesses)."))
            .WithTags("Ledger").WithName("GetCosignedCheckpoint").WithSummary("The latest checkpoint that a witness has cosigned")
            .AllowSignedIn();
    }

    private static async Task<IResult> AddAsync(HttpContext http, OwnWitness own, WitnessRate rate, CancellationToken cancellation)
    {
        if (!rate.Admits(http.Connection.RemoteIpAddress))
        {
            http.Response.Headers.RetryAfter = "1";
            return ApiProblem.Refused(StatusCodes.Status429TooManyRequests, "Too many requests.", "Try again in 1 s.");
        }

        if (own.Cosigner is not { } cosigner)
        {
            return ApiProblem.NotFound("This is no witness: no log is configured (Auditor:Witness:Logs).");
        }

        if (await ReadAsync(http) is not { } body)
        {
            return ApiProblem.Refused(StatusCodes.Status413PayloadTooLarge, "Too large.", $"A request has at most {AddCheckpointRequest.MostBytes} bytes.");
        }

        try
        {
            return Answer(await cosigner.AddAsync(AddCheckpointRequest.Parse(body), cancellation));
        }
        catch (LedgerFormatException wrong)
        {
            return ApiProblem.Invalid("body", wrong.Message);
        }
        catch (TimeoutException)
        {
            return ApiProblem.Refused(StatusCodes.Status503ServiceUnavailable, "Not now.", "What was cosigned last is in use; try again.");
        }
    }

    private static IResult Answer(Cosignature answer) => answer.Verdict switch
    {
        WitnessVerdict.Cosign => Results.Text(answer.Lines, Text),
        WitnessVerdict.OtherSize => Results.Text(CosignedSize.ToText(answer.LastSize), CosignedSize.MediaType, statusCode: StatusCodes.Status409Conflict),
        WitnessVerdict.UnknownLog => ApiProblem.NotFound("This witness does not know the log of that origin."),
        WitnessVerdict.NotSigned => ApiProblem.Refused(StatusCodes.Status403Forbidden, "Not signed by the log.", "The checkpoint has no good signature by a key that is trusted for its origin."),
        WitnessVerdict.Inconsistent => ApiProblem.Refused(
            StatusCodes.Status422UnprocessableEntity, "Not consistent.", "The proof does not show that the checkpoint goes on from the one that was cosigned last."),
        _ => ApiProblem.Invalid("body", "The note is no checkpoint, or its size is below the old size."),
    };

    private static IResult Key(OwnWitness own) => own.Cosigner is { } cosigner
        ? Results.Text(cosigner.Key + "\n", Text)
        : ApiProblem.NotFound("This is no witness: no log is configured (Auditor:Witness:Logs).");

    private static IResult Show(string originHash, OwnWitness own) => own.Cosigner?.Show(originHash) is { } note
        ? Results.Bytes(note.ToBytes(), Text)
        : ApiProblem.NotFound("No checkpoint of that log was cosigned here.");

    /// <summary>Null when it is larger than is read.</summary>
    private static async Task<byte[]?> ReadAsync(HttpContext http)
    {
        if (http.Request.ContentLength > AddCheckpointRequest.MostBytes)
        {
            return null;
        }

        PipeReader reader = http.Request.BodyReader;
        while (true)
        {
            ReadResult read = await reader.ReadAsync(http.RequestAborted);
            if (read.Buffer.Length > AddCheckpointRequest.MostBytes)
            {
                reader.AdvanceTo(read.Buffer.End);
                return null;
            }

            if (read.IsCompleted)
            {
                byte[] body = read.Buffer.ToArray();
                reader.AdvanceTo(read.Buffer.End);
                return body;
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }
}
