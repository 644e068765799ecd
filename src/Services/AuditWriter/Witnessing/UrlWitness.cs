using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Auditor.Ledger;

namespace Auditor.AuditWriter.Witnessing;

/// <summary>A witness over HTTP, as C2SP tlog-witness says: another Auditor, or anything else that speaks it and takes ECDSA logs.</summary>
internal sealed class UrlWitness(HttpClient http, Uri prefix, NoteVerifierKey? cosigner, LogHistory log) : IWitness
{
    private readonly Uri _submit = new(prefix.AbsoluteUri.TrimEnd('/') + "/add-checkpoint");
    private readonly Uri _shown = new($"{prefix.AbsoluteUri.TrimEnd('/')}/{Cosigning.OriginHash(log.Key.Name)}/checkpoint");

    /// <inheritdoc/>
    public bool AskEachTime => false;

    /// <inheritdoc/>
    /// <remarks>Asks with the tree without leaves: whoever has seen more answers with its size, and nobody is set back by it.</remarks>
    public async Task<WitnessMemory> RecallAsync(CancellationToken cancellation)
    {
        var question = new AddCheckpointRequest { OldSize = 0, Proof = [], Note = log.Nothing() };
        using HttpResponseMessage answer = await SendAsync(Post(question), cancellation);
        if (answer.StatusCode == HttpStatusCode.OK)
        {
            return WitnessMemory.Nothing;
        }

        return answer.StatusCode == HttpStatusCode.Conflict && await SizeAsync(answer, cancellation) is { } size and > 0
            ? new WitnessMemory(size, await EvidenceAsync(cancellation))
            : throw Refusal(answer);
    }

    /// <inheritdoc/>
    public async Task<WitnessReply> SubmitAsync(KnownCheckpoint latest, long oldSize, IReadOnlyList<TreeHash> proof, CancellationToken cancellation)
    {
        var request = new AddCheckpointRequest { OldSize = oldSize, Proof = proof, Note = latest.Note };
        using HttpResponseMessage answer = await SendAsync(Post(request), cancellation);
        switch (answer.StatusCode)
        {
            case HttpStatusCode.OK:
                return new WitnessReply(Taken: true, cosigner is null ? null : await CosignedAsync(latest.Note, cosigner, answer, cancellation));
            case HttpStatusCode.Conflict when await SizeAsync(answer, cancellation) is not null:
                return new WitnessReply(Taken: false);
            case HttpStatusCode.UnprocessableEntity:
                return new WitnessReply(Taken: false, Inconsistent: true);
            default:
                throw Refusal(answer);
        }
    }

    private HttpRequestMessage Post(AddCheckpointRequest request)
    {
        var content = new ByteArrayContent(request.ToBytes());
        content.Headers.ContentType = new MediaTypeHeaderValue("text/plain", "utf-8");
        return new HttpRequestMessage(HttpMethod.Post, _submit) { Content = content };
    }

    private static async Task<SignedNote> CosignedAsync(SignedNote note, NoteVerifierKey cosigner, HttpResponseMessage answer, CancellationToken cancellation)
    {
        try
        {
            return Cosigning.Join(note, await answer.Content.ReadAsByteArrayAsync(cancellation), cosigner)
                ?? throw new WitnessException($"did not cosign with the key '{cosigner.Name}' that is configured for it", disputes: true);
        }
        catch (LedgerFormatException problem)
        {
            throw new WitnessException("answered with what is no signature line: " + problem.Message, cause: problem);
        }
    }

    /// <summary>The size that the witness names, if it answers as one.</summary>
    private static async Task<long?> SizeAsync(HttpResponseMessage answer, CancellationToken cancellation) =>
        string.Equals(answer.Content.Headers.ContentType?.MediaType, CosignedSize.MediaType, StringComparison.OrdinalIgnoreCase)
            ? CosignedSize.Parse(Encoding.ASCII.GetString(await answer.Content.ReadAsByteArrayAsync(cancellation)))
            : null;

    /// <summary>What the witness shows of the log; only what the log's own key signed counts.</summary>
    private async Task<KnownCheckpoint?> EvidenceAsync(CancellationToken cancellation)
    {
        using HttpResponseMessage answer = await SendAsync(new HttpRequestMessage(HttpMethod.Get, _shown), cancellation);
        try
        {
            return answer.IsSuccessStatusCode ? KnownCheckpoint.Read(await answer.Content.ReadAsByteArrayAsync(cancellation), log.Key) : null;
        }
        catch (LedgerFormatException)
        {
            return null;
        }
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        using (request)
        {
            try
            {
                return await http.SendAsync(request, cancellation);
            }
            catch (HttpRequestException problem)
            {
                throw new WitnessException("does not answer: " + problem.Message, cause: problem);
            }
            catch (OperationCanceledException problem) when (!cancellation.IsCancellationRequested)
            {
                throw new WitnessException("does not answer in time", cause: problem);
            }
        }
    }

    private static WitnessException Refusal(HttpResponseMessage answer) => answer.StatusCode switch
    {
        HttpStatusCode.NotFound => new WitnessException("does not know this log (404): give it the log's verifier key (/api/ledger/key); for an Auditor that is Auditor:Witness:Logs"),
        HttpStatusCode.Forbidden => new WitnessException("refuses this log's signature (403): it has another key for this log's origin, or lets nobody in from here", disputes: true),
        _ => new WitnessException($"answered {(int)answer.StatusCode}, not as a witness does"),
    };
}
