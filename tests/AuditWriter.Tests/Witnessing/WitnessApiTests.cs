using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Auditor.Ledger;

namespace Auditor.AuditWriter.Tests.Witnessing;

/// <summary>A witness as any log meets it over HTTP: C2SP tlog-witness, status by status.</summary>
public sealed class WitnessApiTests : IAsyncLifetime
{
    private const string Path = "/api/witness/add-checkpoint";

    private readonly string _folder = Directory.CreateTempSubdirectory("auditor-witness-").FullName;
    private readonly GivenLog _log = new();
    private readonly GivenLog _other = new();
    private readonly GivenLog[] _many = [.. Enumerable.Range(0, 20).Select(_ => new GivenLog())];
    private WriterHost _host = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _host = await StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task What_goes_on_is_cosigned_and_kept_and_shown_also_after_a_restart()
    {
        NoteVerifierKey witness = await KeyAsync();
        Assert.Equal(404, (await GetAsync(_log.Shown)).Status);
        foreach ((int old, int size) in new[] { (0, 0), (0, 5), (5, 5), (5, 300), (300, 301) })
        {
            AddCheckpointRequest request = _log.Request(old, size);
            (int status, string? type, byte[] body) = await PostAsync(request.ToBytes());

            Assert.Equal((200, "text/plain"), (status, type));
            SignedNote cosigned = Cosigning.Join(request.Note, body, witness)!;
            Assert.Equal(2, cosigned.Signatures.Count);
            Assert.Equal(NoteVerdict.Trusted, cosigned.Verify(witness));
            var shown = SignedNote.Parse((await GetAsync(_log.Shown)).Body);
            Assert.Equal((cosigned.Text, 2), (shown.Text, shown.Signatures.Count));
            Assert.Equal((NoteVerdict.Trusted, NoteVerdict.Trusted), (shown.Verify(_log.Key), shown.Verify(witness)));
        }

        await _host.DisposeAsync();
        _host = await StartAsync();

        Assert.Equal(witness.ToString(), (await KeyAsync()).ToString());
        Assert.Equal(409, (await PostAsync(_log.Request(300, 302).ToBytes())).Status);
        Assert.Equal(200, (await PostAsync(_log.Request(301, 302).ToBytes())).Status);
    }

    [Fact]
    public async Task Another_old_size_is_answered_with_the_size_that_was_cosigned()
    {
        await PostAsync(_log.Request(0, 7).ToBytes());
        foreach (AddCheckpointRequest request in new[] { _log.Request(0, 0), _log.Request(0, 9), _log.Request(6, 9), _log.Request(8, 9), _log.Request(0, 7), _log.Request(3, 5) })
        {
            (int status, string? type, byte[] body) = await PostAsync(request.ToBytes());

            Assert.Equal((409, "text/x.tlog.size", "7\n"), (status, type, Encoding.ASCII.GetString(body)));
        }

        // The other log has nothing to do with it.
        Assert.Equal(409, (await PostAsync(_other.Request(7, 9).ToBytes())).Status);
        Assert.Equal(200, (await PostAsync(_other.Request(0, 9).ToBytes())).Status);
    }

    [Fact]
    public async Task A_replayed_request_sets_nobody_back()
    {
        byte[] first = _log.Request(0, 4).ToBytes();
        byte[] second = _log.Request(4, 8).ToBytes();
        Assert.Equal(200, (await PostAsync(first)).Status);
        Assert.Equal(200, (await PostAsync(second)).Status);

        Assert.Equal(409, (await PostAsync(first)).Status);
        Assert.Equal(409, (await PostAsync(second)).Status);
        Assert.Equal(200, (await PostAsync(_log.Request(8, 8).ToBytes())).Status);
        Assert.Equal(8, await ShownSizeAsync());
    }

    [Fact]
    public async Task A_fork_a_wrong_proof_and_a_wrong_empty_root_are_422_and_change_nothing()
    {
        await PostAsync(_log.Request(0, 5).ToBytes());
        AddCheckpointRequest good = _log.Request(5, 9);
        AddCheckpointRequest[] wrong =
        [
            _log.Request(5, 9, "forged"),
            _log.Request(5, 5, "forged"),
            good with { Proof = [] },
            good with { Proof = [.. good.Proof.Reverse()] },
            good with { Proof = [.. good.Proof, good.Proof[0]] },
            _log.Request(5, 5) with { Proof = good.Proof },
        ];
        foreach (AddCheckpointRequest request in wrong)
        {
            Assert.Equal(422, (await PostAsync(request.ToBytes())).Status);
        }

        Assert.Equal(5, await ShownSizeAsync());
        AddCheckpointRequest nothing = _other.Request(0, 0);
        string text = nothing.Note.Text.Replace(MerkleTree.EmptyRoot.ToBase64(), _other.Checkpoint(1).Root.ToBase64(), StringComparison.Ordinal);
        Assert.Equal(422, (await PostAsync((nothing with { Note = _other.Sign(text) }).ToBytes())).Status);
        Assert.Equal(422, (await PostAsync((_other.Request(0, 3) with { Proof = good.Proof }).ToBytes())).Status);
        Assert.Equal(404, (await GetAsync(_other.Shown)).Status);
    }

    [Fact]
    public async Task A_stranger_s_log_is_404_and_a_forged_signature_403()
    {
        AddCheckpointRequest good = _log.Request(0, 5);
        SignedNote twin = SignedNote.Sign(good.Note.Text, NoteSignerKey.Generate(_log.Key.Name));
        NoteSignature stolen = good.Note.Signatures[0] with { Bytes = _log.Note(6).Signatures[0].Bytes };

        Assert.Equal(404, (await PostAsync(new GivenLog().Request(0, 5).ToBytes())).Status);
        Assert.Equal(403, (await PostAsync((good with { Note = twin }).ToBytes())).Status);
        Assert.Equal(403, (await PostAsync((good with { Note = good.Note.WithSignatures([stolen]) }).ToBytes())).Status);
        Assert.Equal(403, (await PostAsync((good with { Note = good.Note.WithSignatures([.. good.Note.Signatures, stolen]) }).ToBytes())).Status);
        Assert.Equal(404, (await GetAsync(_log.Shown)).Status);

        // Who else signed does not matter, and is not kept.
        Assert.Equal(200, (await PostAsync((good with { Note = good.Note.WithSignatures([.. twin.Signatures, .. good.Note.Signatures]) }).ToBytes())).Status);
        Assert.Equal(2, SignedNote.Parse((await GetAsync(_log.Shown)).Body).Signatures.Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("old 0")]
    [InlineData("old 0\n\n")]
    [InlineData("old 00\n\n<note>")]
    [InlineData("old x\n\n<note>")]
    [InlineData("old 6\n\n<note>")]
    [InlineData("old 0\nAAAA\n\n<note>")]
    [InlineData("old 0\n\n<note>rest")]
    [InlineData("old 0\r\n\r\n<note>")]
    public async Task What_is_no_request_is_400(string body) =>
        Assert.Equal(400, (await PostAsync(Encoding.UTF8.GetBytes(body.Replace("<note>", _log.Note(5).ToString(), StringComparison.Ordinal)))).Status);

    [Fact]
    public async Task Random_bytes_are_400_whatever_they_are()
    {
        var random = new Random(4);
        byte[] good = _log.Request(0, 5).ToBytes();
        for (int round = 0; round < 200; round++)
        {
            byte[] body = [.. good];
            for (int changes = random.Next(1, 4); changes > 0; changes--)
            {
                body[random.Next(body.Length)] = (byte)random.Next(256);
            }

            int status = (await PostAsync(body)).Status;
            Assert.True(body.SequenceEqual(good) ? status == 200 : status is 400 or 403 or 404, $"{status} for {Convert.ToBase64String(body)}");
        }
    }

    [Fact]
    public async Task What_is_too_large_is_413_and_64_hashes_are_400()
    {
        AddCheckpointRequest good = _log.Request(0, 5);
        byte[] huge = new byte[AddCheckpointRequest.MostBytes + 1];

        Assert.Equal(413, (await PostAsync(huge)).Status);
        Assert.Equal(413, (await PostAsync(huge, chunked: true)).Status);
        Assert.Equal(400, (await PostAsync((good with { Proof = [.. Enumerable.Repeat(MerkleTree.EmptyRoot, 64)] }).ToBytes())).Status);
        Assert.Equal(200, (await PostAsync(good.ToBytes(), chunked: true)).Status);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("text/plain")]
    [InlineData("application/octet-stream")]
    [InlineData("application/x-www-form-urlencoded")]
    public async Task The_content_type_does_not_matter(string? type) =>
        Assert.Equal(200, (await PostAsync(_log.Request(0, 5).ToBytes(), type: type)).Status);

    [Fact]
    public async Task Of_checkpoints_that_race_each_other_one_wins_at_a_time_and_the_size_never_falls()
    {
        foreach (GivenLog log in _many)
        {
            byte[][] requests = [.. Enumerable.Range(1, 8).Select(size => log.Request(0, size).ToBytes())];

            int[] answers = await Task.WhenAll(requests.Select(request => Task.Run(() => StatusOfAsync(_host, request))));

            Assert.Equal(1, answers.Count(status => status == 200));
            Assert.Equal(7, answers.Count(status => status == 409));
            var shown = Checkpoint.Parse(SignedNote.Parse((await GetAsync(log.Shown)).Body).Text);
            Assert.Equal(Array.IndexOf(answers, 200) + 1, shown.Size);
        }
    }

    [Fact]
    public async Task Two_processes_on_one_folder_do_not_cosign_two_histories()
    {
        await using WriterHost second = await StartAsync();
        foreach (GivenLog log in _many)
        {
            byte[] one = log.Request(0, 5).ToBytes();
            byte[] two = log.Request(0, 5, "forged").ToBytes();

            int[] answers = await Task.WhenAll(StatusOfAsync(_host, one), StatusOfAsync(second, two), StatusOfAsync(_host, two), StatusOfAsync(second, one));

            Assert.Equal([200, 409, 409, 409], answers.Order());
        }
    }

    [Fact]
    public async Task A_record_that_cannot_be_read_is_not_taken_for_nothing()
    {
        await PostAsync(_log.Request(0, 5).ToBytes());
        string file = System.IO.Path.Combine(_folder, "witness", Cosigning.OriginHash(_log.Key.Name) + ".checkpoint");
        await File.WriteAllTextAsync(file, "old", Cancellation);

        Assert.Equal(500, (await PostAsync(_log.Request(0, 3, "forged").ToBytes())).Status);
        Assert.Equal("old", await File.ReadAllTextAsync(file, Cancellation));
        Assert.Contains("cannot be read", Encoding.UTF8.GetString((await GetAsync("/health")).Body), StringComparison.Ordinal);
        Assert.Equal(200, (await PostAsync(_other.Request(0, 3).ToBytes())).Status);
    }

    [Fact]
    public async Task Who_asks_too_often_is_sent_away()
    {
        await using WriterHost strict = await WriterHost.StartAsync(
            null, ("Auditor:Witness:Logs:0", _log.Key.ToString()), ("Auditor:Witness:RequestsPerSecond", "1"));
        byte[] request = _log.Request(0, 5).ToBytes();

        Assert.Equal(200, await StatusOfAsync(strict, request));
        int status = 0;
        for (int tries = 0; status != 429; tries++)
        {
            Assert.True(tries < 1000, "Nobody is ever sent away.");
            status = await StatusOfAsync(strict, request);
        }
    }

    [Fact]
    public async Task Without_logs_it_is_no_witness()
    {
        await using WriterHost host = await WriterHost.StartAsync();

        Assert.Equal(404, await StatusOfAsync(host, _log.Request(0, 5).ToBytes()));
        using HttpResponseMessage key = await host.Http.GetAsync(new Uri("/api/witness/key", UriKind.Relative), Cancellation);
        Assert.Equal(HttpStatusCode.NotFound, key.StatusCode);
    }

    private Task<WriterHost> StartAsync() => WriterHost.StartAsync(
        _folder,
        [
            ("Auditor:Witness:RequestsPerSecond", "10000"),
            .. ((GivenLog[])[_log, _other, .. _many]).Select((log, index) => ($"Auditor:Witness:Logs:{index}", log.Key.ToString())),
        ]);

    private async Task<NoteVerifierKey> KeyAsync() => NoteVerifierKey.Parse(Encoding.UTF8.GetString((await GetAsync("/api/witness/key")).Body).Trim());

    private async Task<long> ShownSizeAsync() => Checkpoint.Parse(SignedNote.Parse((await GetAsync(_log.Shown)).Body).Text).Size;

    private static async Task<int> StatusOfAsync(WriterHost host, byte[] body)
    {
        using var content = new ByteArrayContent(body);
        using HttpResponseMessage answer = await host.Http.PostAsync(new Uri(Path, UriKind.Relative), content, Cancellation);
        return (int)answer.StatusCode;
    }

    private async Task<(int Status, string? Type, byte[] Body)> PostAsync(byte[] body, bool chunked = false, string? type = "text/plain")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Path) { Content = new ByteArrayContent(body) };
        request.Headers.TransferEncodingChunked = chunked;
        request.Content.Headers.ContentType = type is null ? null : new MediaTypeHeaderValue(type);
        using HttpResponseMessage answer = await _host.Http.SendAsync(request, Cancellation);
        return ((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType, await answer.Content.ReadAsByteArrayAsync(Cancellation));
    }

    private async Task<(int Status, byte[] Body)> GetAsync(string path)
    {
        using HttpResponseMessage answer = await _host.Http.GetAsync(new Uri(path, UriKind.Relative), Cancellation);
        return ((int)answer.StatusCode, await answer.Content.ReadAsByteArrayAsync(Cancellation));
    }
}
