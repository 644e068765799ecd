using Auditor.AuditWriter.Retention;
using Auditor.AuditWriter.Tests.Sequencing;
using Auditor.Contracts;
using Auditor.Storage;

namespace Auditor.AuditWriter.Tests.Retention;

/// <summary>Whoever has searched and seen what a filter finds must be able to rely on a hold with that filter.</summary>
public sealed class HoldMatchTests
{
    private static readonly Guid[] Ids = [Guid.NewGuid(), Guid.NewGuid()];

    private static readonly string[] Names = ["anna", "ANNA", "ben"];

    [Fact]
    public async Task A_hold_catches_what_a_search_with_its_filter_finds()
    {
        var random = new Random(11);
        await using TemporaryLog log = await TemporaryLog.OpenAsync();
        AuditEntry[] entries = [.. Enumerable.Range(0, 300).Select(_ => Entry(random))];
        await log.Entries.AppendAsync(entries, CancellationToken.None);
        int found = 0;
        for (int i = 0; i < 400; i++)
        {
            AuditFilter filter = Filter(random);
            AuditPage page = await log.Entries.QueryAsync(new AuditQuery(filter, 1000), CancellationToken.None);

            Assert.Equal(page.Entries.Select(entry => entry.EntryId).Order(), entries.Where(entry => HoldMatch.Catches(filter, entry)).Select(entry => entry.EntryId).Order());
            found += page.Entries.Count > 0 ? 1 : 0;
        }

        Assert.InRange(found, 100, 399);
    }

    private static AuditEntry Entry(Random random) => new()
    {
        EntryId = Guid.CreateVersion7(),
        Tenant = Any(random, Names),
        AuditableResource = Any(random, AuditableResources.Playback, AuditableResources.Export),
        AuditableAction = Any(random, AuditableActions.Enter, AuditableActions.Act),
        Actor = new Actor { Id = Any(random, [.. Names, null!]), Name = Any(random, Names), DisplayName = Any(random, "Anna Kern", null!), Session = AnyId(random) },
        OccurredAt = Time(random),
        Target = new Target { Level = Any(random, [.. TargetLevels.All]), Name = Any(random, Names) },
        Cameras = [.. Enumerable.Range(0, random.Next(3)).Select(_ => new CameraRef { Id = Any(random, Names), Name = Any(random, Names) })],
        Rules = [.. Enumerable.Range(0, random.Next(2)).Select(_ => new RuleMatch { Id = Any(random, Ids), Name = "r" })],
        Recording = random.Next(3) == 0 ? null : new RecordingInterval { From = random.Next(3) == 0 ? null : Time(random), To = random.Next(3) == 0 ? null : Time(random) },
        CorrelationId = AnyId(random),
        Reason = Any(random, "Case 7: Anna%", "nothing", null!),
        Result = Any(random, AuditResults.Denied, AuditResults.Succeeded),
    };

    private static AuditFilter Filter(Random random)
    {
        bool Given() => random.Next(7) == 0;
        return new AuditFilter
        {
            From = Given() ? Time(random) : null,
            To = Given() ? Time(random) : null,
            Actor = Given() ? Any(random, [.. Names, "anna kern"]) : null,
            Camera = Given() ? Any(random, Names) : null,
            Resource = Given() ? AuditableResources.Playback : null,
            Action = Given() ? AuditableActions.Act : null,
            RuleId = Given() ? Any(random, Ids) : null,
            ReasonContains = Given() ? Any(random, "ANNA%", "7: a", "%") : null,
            CorrelationId = Given() ? Any(random, Ids) : null,
            ClientSessionId = Given() ? Any(random, Ids) : null,
            TargetLevel = Given() ? TargetLevels.Endpoint : null,
            TargetName = Given() ? Any(random, Names) : null,
            Tenant = Given() ? Any(random, Names) : null,
            Result = Given() ? AuditResults.Denied : null,
            RecordingFrom = Given() ? Time(random) : null,
            RecordingTo = Given() ? Time(random) : null,
        };
    }

    private static DateTimeOffset Time(Random random) => TemporaryLog.Noon.AddHours(random.Next(6));

    private static Guid? AnyId(Random random) => random.Next(2) == 0 ? null : Any(random, Ids);

    private static T Any<T>(Random random, params T[] values) => values[random.Next(values.Length)];
}
