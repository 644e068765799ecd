using System.Text.Json;
using Auditor.Ledger;

namespace Auditor.AuditWriter.Tests.Witnessing;

/// <summary>A store that was put back between two starts, with everything on the machine that tells of it removed.</summary>
public sealed class RollbackTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("auditor-folder-witness-").FullName;
    private readonly WitnessedHost _log = new();
    private WriterHost _witness = null!;
    private NoteVerifierKey _witnessKey = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string OfLog => Path.Combine(_folder, Cosigning.OriginHash(_log.Key.Name));

    public async ValueTask InitializeAsync()
    {
        _witness = await WriterHost.StartAsync(null, ("Auditor:Witness:Logs:0", _log.Key.ToString()));
        _witnessKey = NoteVerifierKey.Parse((await _witness.Http.GetStringAsync("/api/witness/key", Cancellation)).Trim());
    }

    public async ValueTask DisposeAsync()
    {
        await _log.DisposeAsync();
        await _witness.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData("folder", "before")]
    [InlineData("folder", null)]
    [InlineData("url", "before")]
    [InlineData("url", null)]
    public async Task A_store_that_was_put_back_or_replaced_by_an_empty_one_is_not_signed(string kind, string? back)
    {
        await _log.StartAsync(Settings(kind));
        await _log.AppendAsync(3);
        await WitnessedAsync(3);
        await _log.StopAsync();
        _log.Copy("before");
        await _log.StartAsync(Settings(kind));
        await _log.AppendAsync(4);
        await WitnessedAsync(7);
        await _log.StopAsync();
        _log.PutBack(back);

        await _log.StartAsync(Settings(kind));
        await _log.UntilHealthAsync("ledger", "Unhealthy");
        await _log.AppendAsync(9);

        JsonElement health = await _log.UntilHealthAsync("witnesses", "Unhealthy");
        foreach (string check in (string[])["witnesses", "ledger"])
        {
            string? words = health.GetProperty("checks").GetProperty(check).GetProperty("description").GetString();
            Assert.Contains("has a checkpoint of 7 entries that this log's key signed", words, StringComparison.Ordinal);
        }

        await _log.UntilWitnessAsync(witness => witness.GetProperty("objects").GetBoolean() && SizeOf(witness) == 7);
        using HttpResponseMessage ready = await _log.Http.GetAsync(new Uri("/health/ready", UriKind.Relative), Cancellation);
        Assert.True(ready.IsSuccessStatusCode, "Entries are still taken.");
        await _log.StopAsync();
        long kept = back is null ? 0 : 3;
        Assert.Equal((kept, kept), await _log.ReadStoreAsync());
    }

    [Theory]
    [InlineData("folder")]
    [InlineData("url")]
    public async Task A_log_that_was_put_back_and_grew_while_the_witness_was_away_is_caught_when_it_is_back(string kind)
    {
        await _log.StartAsync(Settings(kind));
        await _log.AppendAsync(3);
        await WitnessedAsync(3);
        await _log.StopAsync();
        _log.Copy("before");
        await _log.StartAsync(Settings(kind));
        await _log.AppendAsync(2);
        await WitnessedAsync(5);
        await _log.StopAsync();
        _log.PutBack("before");

        // Without a word from the witness it goes on, to another history of more entries than the witness has.
        await _log.StartAsync();
        await _log.AppendAsync(6);
        await _log.UntilSignedAsync(9);
        await _log.StopAsync();

        await _log.StartAsync(Settings(kind));
        JsonElement health = await _log.UntilHealthAsync("witnesses", "Unhealthy");
        Assert.Contains("has another history", health.ToString(), StringComparison.Ordinal);
        await _log.UntilHealthAsync("ledger", "Unhealthy");
        await _log.AppendAsync(1);
        await _log.StopAsync();
        Assert.Equal((9, 9), await _log.ReadStoreAsync());
    }

    [Fact]
    public async Task An_honest_log_goes_on_from_start_to_start_and_its_checkpoints_are_cosigned()
    {
        (string, string)[] both = [.. Settings("url"), .. Settings("folder", 1)];
        foreach (int size in (int[])[3, 6])
        {
            await _log.StartAsync(both);
            await _log.AppendAsync(3);
            await WitnessedAsync(size);
            await _log.UntilWitnessAsync(witness => SizeOf(witness) == size, 1);
            await _log.UntilHealthAsync("witnesses", "Healthy");

            foreach (string path in (string[])["/api/ledger/checkpoint", "/api/ledger/checkpoint/cosigned"])
            {
                var note = SignedNote.Parse(await _log.Http.GetByteArrayAsync(new Uri(path, UriKind.Relative), Cancellation));
                Assert.Equal(2, note.Signatures.Count);
                Assert.Equal(NoteVerdict.Trusted, note.Verify(_log.Key));
                Assert.Equal(NoteVerdict.Trusted, note.Verify(_witnessKey));
                Assert.Equal(size, Checkpoint.Parse(note.Text).Size);
            }

            await _log.StopAsync();
        }

        var latest = SignedNote.Parse(await File.ReadAllBytesAsync(Path.Combine(OfLog, "latest"), Cancellation));
        Assert.Equal(NoteVerdict.Trusted, latest.Verify(_log.Key));
        Assert.Equal(6, Checkpoint.Parse(latest.Text).Size);
        Assert.Equal(latest.ToString(), await File.ReadAllTextAsync(Path.Combine(OfLog, "6.checkpoint"), Cancellation));
        Assert.DoesNotContain(Directory.GetFiles(OfLog), file => file.EndsWith(".new", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_puts_back_only_the_folder_s_latest_is_caught_by_its_other_files()
    {
        await _log.StartAsync(Settings("folder"));
        await _log.AppendAsync(2);
        await WitnessedAsync(2);
        await _log.StopAsync();
        _log.Copy("before");
        byte[] before = await File.ReadAllBytesAsync(Path.Combine(OfLog, "latest"), Cancellation);
        await _log.StartAsync(Settings("folder"));
        await _log.AppendAsync(2);
        await WitnessedAsync(4);
        await _log.StopAsync();
        _log.PutBack("before");
        await File.WriteAllBytesAsync(Path.Combine(OfLog, "latest"), before, Cancellation);

        await _log.StartAsync(Settings("folder"));

        await _log.UntilWitnessAsync(witness => witness.GetProperty("objects").GetBoolean());
    }

    [Theory]
    [InlineData("garbage\n")]
    [InlineData(null)]
    public async Task What_this_log_did_not_sign_is_told_at_once_but_stops_nothing(string? latest)
    {
        Directory.CreateDirectory(OfLog);
        var stranger = NoteSignerKey.Generate(_log.Key.Name);
        string text = latest ?? new Checkpoint { Origin = _log.Key.Name, Size = 9, Root = MerkleTree.EmptyRoot }.Sign(stranger).ToString();
        await File.WriteAllTextAsync(Path.Combine(OfLog, "latest"), text, Cancellation);

        await _log.StartAsync(Settings("folder"));
        await _log.AppendAsync(2);

        await _log.UntilSignedAsync(2);
        await _log.UntilHealthAsync("witnesses", "Unhealthy");
        await _log.UntilHealthAsync("ledger", "Healthy");
        Assert.Equal(text, await File.ReadAllTextAsync(Path.Combine(OfLog, "latest"), Cancellation));
    }

    [Fact]
    public async Task A_witness_that_is_away_holds_up_nothing_and_gets_the_latest_when_it_is_back()
    {
        string late = Path.Combine(_folder, "late");
        int port = FreePort();
        (string, string)[] settings =
        [
            ("Auditor:Ledger:Witnesses:0:Kind", "folder"), ("Auditor:Ledger:Witnesses:0:Target", late),
            ("Auditor:Ledger:Witnesses:1:Kind", "url"), ("Auditor:Ledger:Witnesses:1:Target", $"http://127.0.0.1:{port}/api/witness"),
        ];
        await _log.StartAsync(settings);
        await _log.AppendAsync(3);
        await _log.UntilSignedAsync(3);
        await _log.UntilWitnessAsync(witness => Says(witness, "problem"), 0);
        await _log.UntilWitnessAsync(witness => Says(witness, "problem"), 1);

        Directory.CreateDirectory(late);

        await _log.UntilWitnessAsync(witness => SizeOf(witness) == 3);
        Directory.Delete(late, recursive: true);
        await _log.AppendAsync(1);
        await _log.UntilSignedAsync(4);
        await _log.UntilWitnessAsync(witness => Says(witness, "problem"));
    }

    private static long? SizeOf(JsonElement witness) => witness.TryGetProperty("size", out JsonElement size) && size.ValueKind == JsonValueKind.Number ? size.GetInt64() : null;

    private static bool Says(JsonElement witness, string property) => witness.TryGetProperty(property, out JsonElement words) && words.ValueKind == JsonValueKind.String;

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }

    private Task<JsonElement> WitnessedAsync(long size) => _log.UntilWitnessAsync(
        witness => SizeOf(witness) == size && Says(witness, "takenAt"));

    private (string, string)[] Settings(string kind, int index = 0)
    {
        string at = $"Auditor:Ledger:Witnesses:{index}";
        return kind == "folder"
            ? [($"{at}:Kind", kind), ($"{at}:Target", _folder)]
            : [($"{at}:Kind", kind), ($"{at}:Target", new Uri(_witness.Http.BaseAddress!, "api/witness").ToString()), ($"{at}:VerifierKey", _witnessKey.ToString())];
    }
}
