using Auditor.Contracts;
using Auditor.Wire;

namespace Auditor.Storage.Tests;

/// <summary>What <see cref="IEntryFacts"/> promises. Every store of the audit log passes it.</summary>
public abstract class EntryFactsContract : StoreContract<IAuditLog>
{
    [Fact]
    public async Task Facts_are_what_the_entries_say()
    {
        AuditEntry plain = Entries.At(1) with
        {
            Actor = new Actor { Name = "", Id = "", DisplayName = null, Session = null }, Cameras = [], AuditableResource = AuditableResources.Client,
        };
        AuditEntry[] entries = [Entries.Full(), plain, Entries.At(2) with { Actor = new Actor { Name = "Ünal", Id = null } }];
        IAuditLog log = await OpenAsync();
        await log.AppendAsync(entries, Cancellation);

        var read = new List<AuditEntry>();
        await ((IEntryFacts)log).ReadAsync(Entries.Noon, Entries.Noon.AddHours(1), facts => read.Add(Kept(facts)), Cancellation);

        Assert.Equal(entries.Select(Expected), read, Same);
    }

    [Fact]
    public async Task A_stretch_is_given_by_time_and_then_id_with_its_start_and_without_its_end()
    {
        AuditEntry[] entries = [.. Entries.EachMinute(30), .. Entries.EachMinute(30)];
        IAuditLog log = await OpenAsync();
        await log.AppendAsync([.. entries.Reverse()], Cancellation);

        var read = new List<Guid>();
        await ((IEntryFacts)log).ReadAsync(Entries.Noon.AddMinutes(10), Entries.Noon.AddMinutes(20), facts => read.Add(facts.EntryId), Cancellation);

        Assert.Equal(
            entries.Where(entry => entry.OccurredAt >= Entries.Noon.AddMinutes(10) && entry.OccurredAt < Entries.Noon.AddMinutes(20))
                .OrderBy(entry => entry.OccurredAt).ThenBy(entry => entry.EntryId.ToString(), StringComparer.Ordinal).Select(entry => entry.EntryId),
            read);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1000)]
    public async Task Stretch_by_stretch_every_entry_comes_once(int length)
    {
        // Nine of them at one moment, which no stretch may tear apart.
        AuditEntry[] entries = [.. Entries.EachMinute(25), .. Enumerable.Range(0, 8).Select(_ => Entries.At(12))];
        IAuditLog log = await OpenAsync();
        await log.AppendAsync(entries, Cancellation);
        var facts = (IEntryFacts)log;

        var read = new List<Guid>();
        DateTimeOffset end = Entries.Noon.AddHours(2);
        for (DateTimeOffset from = Entries.Noon; from < end;)
        {
            DateTimeOffset to = await facts.EndOfStretchAsync(from, end, length, Cancellation);
            Assert.True(to > from);
            await facts.ReadAsync(from, to, one => read.Add(one.EntryId), Cancellation);
            from = to;
        }

        Assert.Equal(entries.Select(entry => entry.EntryId).Order(), read.Order());
    }

    [Fact]
    public async Task Whoever_has_seen_enough_ends_it()
    {
        IAuditLog log = await OpenAsync();
        await log.AppendAsync(Entries.EachMinute(20), Cancellation);
        using var enough = new CancellationTokenSource();

        int seen = 0;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ((IEntryFacts)log).ReadAsync(
            Entries.Noon,
            Entries.Noon.AddHours(1),
            _ =>
            {
                enough.Cancel();
                enough.Token.ThrowIfCancellationRequested();
                seen++;
            },
            enough.Token));

        Assert.Equal(0, seen);
        // The store goes on as before.
        await ((IEntryFacts)log).ReadAsync(Entries.Noon, Entries.Noon.AddHours(1), _ => seen++, Cancellation);
        Assert.Equal(20, seen);
    }

    [Fact]
    public async Task Cameras_are_found_by_a_part_of_their_name_or_id_with_the_name_they_had_last()
    {
        static AuditEntry About(double minutes, params CameraRef[] cameras) => Entries.At(minutes) with { Cameras = cameras };
        var gate = new CameraRef { Id = "aa-1", Name = "Gate" };
        IAuditLog log = await OpenAsync();
        await log.AppendAsync(
            [About(2, gate with { Name = "North gate" }), About(1, gate), About(3, Entries.Vault, gate with { Id = "AA-1", Name = "North gate" }), About(4, new CameraRef { Id = "", Name = "Gate of nobody" }), .. Entries.EachMinute(5)],
            Cancellation);
        var cameras = (IKnownCameras)log;

        async Task<string[]> FindAsync(string part, int most = 10) => [.. (await cameras.FindCamerasAsync(part, most, Cancellation)).Select(camera => $"{camera.Id.ToLowerInvariant()} {camera.Name}")];

        Assert.Equal(["aa-1 North gate"], await FindAsync("GATE"));
        Assert.Equal(["aa-1 North gate"], await FindAsync("a-1"));
        Assert.Equal(["5c3f0a31-9d7e-4a40-8d0e-3f3f4b8b1c01 Entrance", "5c3f0a31-9d7e-4a40-8d0e-3f3f4b8b1c02 Vault"], await FindAsync("5c3f"));
        Assert.Equal(["5c3f0a31-9d7e-4a40-8d0e-3f3f4b8b1c01 Entrance"], await FindAsync("5c3f", 1));
        Assert.Empty(await FindAsync("%"));
    }

    private static AuditEntry Kept(EntryFacts facts)
    {
        AuditEntry whole = WireFormat.Deserialize<AuditEntry>(facts.Attested);
        Assert.Equal(whole.AdditionalMetadata.Text ?? "", System.Text.Encoding.UTF8.GetString(AttestedPart.Of(facts.Attested, "additionalMetadata"u8)));
        return new AuditEntry
        {
            EntryId = facts.EntryId,
            Tenant = facts.Tenant,
            AuditableResource = facts.Resource,
            AuditableAction = facts.Action,
            OccurredAt = facts.OccurredAt,
            Actor = new Actor { Id = facts.ActorId, Name = facts.ActorName, DisplayName = facts.ActorDisplayName, Session = facts.ClientSessionId },
            Cameras = [.. facts.CameraIds.Select(id => new CameraRef { Id = id })],
        };
    }

    private static AuditEntry Expected(AuditEntry entry) => new()
    {
        EntryId = entry.EntryId,
        Tenant = entry.Tenant,
        AuditableResource = entry.AuditableResource,
        AuditableAction = entry.AuditableAction,
        OccurredAt = entry.OccurredAt,
        Actor = new Actor { Id = entry.Actor.Id, Name = entry.Actor.Name, DisplayName = entry.Actor.DisplayName, Session = entry.Actor.Session },
        Cameras = [.. entry.Cameras.Select(camera => new CameraRef { Id = camera.Id })],
    };

    private static bool Same(AuditEntry one, AuditEntry other) => WireFormat.ToJsonText(one).Text == WireFormat.ToJsonText(other).Text;
}
