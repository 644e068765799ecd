using System.Net.Http.Json;
using System.Text.Json;
using Auditor.AuditWriter.Sequencing;
using Auditor.Contracts;
using Auditor.Ledger;
using Auditor.Storage;

namespace Auditor.AuditWriter.Tests.Witnessing;

/// <summary>A writer whose store outlives it, to be stopped, put back and started again.</summary>
internal sealed class WitnessedHost : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("auditor-witnessed-").FullName;
    private WriterHost? _host;

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public HttpClient Http => _host!.Http;

    public NoteVerifierKey Key => LedgerKey.LoadOrCreate(new LedgerOptions(), Path.Combine(_folder, "ledger.key")).Signer.Verifier;

    private string Store => Path.Combine(_folder, "store");

    public async Task StartAsync(params IReadOnlyList<(string Key, string Value)> settings)
    {
        Directory.CreateDirectory(Store);
        _host = await WriterHost.StartAsync(Store, [("Auditor:Ledger:KeyFile", Path.Combine(_folder, "ledger.key")), ("Auditor:Ledger:WitnessSeconds", "1"), .. settings]);
    }

    public async Task StopAsync()
    {
        await _host!.DisposeAsync();
        _host = null;
    }

    /// <summary>Keeps the store as it is now, for <see cref="PutBack"/>.</summary>
    public void Copy(string name)
    {
        Directory.CreateDirectory(Path.Combine(_folder, name));
        foreach (string file in Directory.GetFiles(Store, "audit-log.db*"))
        {
            File.Copy(file, Path.Combine(_folder, name, Path.GetFileName(file)), overwrite: true);
        }
    }

    /// <summary>As one would who knows the product: the store of before, and no trace on this machine of what was signed since.</summary>
    public void PutBack(string? name)
    {
        Directory.Delete(Store, recursive: true);
        Directory.CreateDirectory(Store);
        File.Delete(Path.Combine(_folder, "ledger.key.head"));
        if (Directory.Exists(Path.Combine(_folder, "cosigned")))
        {
            Directory.Delete(Path.Combine(_folder, "cosigned"), recursive: true);
        }

        foreach (string file in name is null ? [] : Directory.GetFiles(Path.Combine(_folder, name)))
        {
            File.Copy(file, Path.Combine(Store, Path.GetFileName(file)));
        }
    }

    public async Task AppendAsync(int count)
    {
        for (int number = 0; number < count; number++)
        {
            var change = new ConfigurationChanged
            {
                ChangeId = Guid.CreateVersion7(),
                AuditableResource = AuditableResources.CameraSettings,
                AuditableAction = AuditableActions.Update,
                ResourceName = "brightness",
                Actor = new Actor { Name = "anna" },
                OccurredAt = DateTimeOffset.UtcNow,
                AdditionalMetadata = new JsonText("""{"schemeName":"SchemeA","cameraSettingKey":"brightness","tenantName":"TenantA"}"""),
            };
            await _host!.PublishAsync(change);
            await _host.Announced.OfAsync(change.ChangeId);
        }
    }

    /// <summary>The first answer that is as wanted.</summary>
    public async Task<JsonElement> UntilAsync(string path, Func<JsonElement, bool> wanted)
    {
        JsonElement last = default;
        for (int tries = 0; tries < 600; tries++)
        {
            using HttpResponseMessage answer = await Http.GetAsync(new Uri(path, UriKind.Relative), Cancellation);
            last = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
            if (wanted(last))
            {
                return last;
            }

            await Task.Delay(50, Cancellation);
        }

        throw new TimeoutException($"{path} says: {last}");
    }

    public Task<JsonElement> UntilWitnessAsync(Func<JsonElement, bool> wanted, int index = 0) =>
        UntilAsync("/api/ledger/witnesses", list => wanted(list.GetProperty("witnesses")[index]));

    public Task<JsonElement> UntilHealthAsync(string check, string status) =>
        UntilAsync("/health", health => health.GetProperty("checks").GetProperty(check).GetProperty("status").GetString() == status);

    public async Task UntilSignedAsync(long size)
    {
        for (int tries = 0; tries < 600; tries++)
        {
            using HttpResponseMessage answer = await Http.GetAsync(new Uri("/api/ledger/checkpoint", UriKind.Relative), Cancellation);
            if (answer.IsSuccessStatusCode && Checkpoint.Parse(SignedNote.Parse(await answer.Content.ReadAsByteArrayAsync(Cancellation)).Text).Size >= size)
            {
                return;
            }

            await Task.Delay(20, Cancellation);
        }

        throw new TimeoutException($"No checkpoint of {size} entries.");
    }

    /// <summary>What the store has when nobody runs: the size of its latest checkpoint, 0 for none, and how many positions are given.</summary>
    public async Task<(long Signed, long Positions)> ReadStoreAsync()
    {
        await using SqliteLedgerStore ledger = await SqliteLedgerStore.OpenAsync(Path.Combine(Store, "audit-log.db"), Cancellation);
        return ((await ledger.LatestCheckpointAsync(Cancellation))?.Size ?? 0, await ledger.CountLeavesAsync(Cancellation));
    }

    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }
}
