using Auditor.AuditWriter.BackTesting;
using Auditor.AuditWriter.Entries;
using Auditor.Contracts;
using Auditor.Rules;
using Auditor.Rules.Tests;
using Auditor.Storage;

namespace Auditor.AuditWriter.Tests.BackTesting;

/// <summary>A rule that is tried on the log matches what it would have matched live: entry by entry, for random rules and activities.</summary>
public sealed class TrialEqualityTests : IDisposable
{
    private const int Activities = 1500;
    private const int Rules = 250;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("auditor-trial-");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_rule_tried_on_the_log_matches_what_it_decides_live()
    {
        var random = new Random(20261121);
        ActivityObserved[] activities = [.. Enumerable.Range(0, Activities).Select(i => Situations.Activity(random) with { ActivityId = Guid.CreateVersion7(), ClientSessionId = new Guid(1, 0, 0, new byte[8]), SequenceNumber = i })];
        await using SqliteAuditLog log = await SqliteAuditLog.OpenAsync(Path.Combine(_folder.FullName, "audit-log.db"), Cancellation);
        await log.AppendAsync([.. activities.Select(activity => EntryOfActivity.Create(new ActivityDecided { Activity = activity, Decision = new Decision() }))], Cancellation);

        int matches = 0;
        int questions = 0;
        for (int i = 0; i < Rules; i++)
        {
            AuditRule rule = Situations.Rule(random);
            var live = RuleBook.Compile([rule with { Enabled = true, Mode = RuleMode.Live }], 1);
            var expected = activities.Select(activity => (activity.ActivityId, Decision: live.Decide(activity))).Where(one => one.Decision.Matches.Count > 0)
                .ToDictionary(one => one.ActivityId, one => one.Decision.Prompt?.Activity);

            var trial = new RuleTrial(rule);
            var found = new Dictionary<Guid, ActivityType?>();
            await log.ReadAsync(DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue, facts =>
            {
                if (trial.Try(facts) is { } match)
                {
                    found.Add(match.EntryId, match.Asks);
                }
            }, Cancellation);

            ActivityObserved? odd = activities.FirstOrDefault(one =>
                expected.ContainsKey(one.ActivityId) != found.ContainsKey(one.ActivityId) || expected.GetValueOrDefault(one.ActivityId) != found.GetValueOrDefault(one.ActivityId));
            Assert.True(odd is null, $"Live {expected.Count}, tried {found.Count}, rule {Situation.Text(rule)}\nfor instance {Situation.Text(odd ?? new ActivityObserved())}");
            matches += expected.Count;
            questions += expected.Values.Count(asks => asks is not null);
        }

        // The alphabets are so small that it is about something.
        Assert.True(matches > 10_000, $"{matches} matches");
        Assert.True(questions > 1000, $"{questions} questions");
    }
}
