using System.Text.Json;
using Auditor.Faults.Processes;

namespace Auditor.Faults.Checking;

/// <summary>How the system says that it is: failed appends, health, what waits, completeness.</summary>
internal static class SystemState
{
    private static readonly TimeSpan ToRecover = TimeSpan.FromSeconds(30);

    public static async Task<Findings> CheckFailedAppendsAsync(ServiceSlot writer)
    {
        var findings = new Findings("nothing is kept as a failed append");
        using var page = JsonDocument.Parse(await Patience.WithAsync(() => writer.GetTextAsync("/api/audit/failed-appends")));
        foreach (JsonElement failure in page.RootElement.GetProperty("failures").EnumerateArray())
        {
            findings.Add($"failed append of {failure.GetProperty("queue").GetString()}: {failure.GetProperty("problem").GetString()}");
        }

        return findings;
    }

    public static async Task<Findings> CheckHealthAsync(Deployment deployment)
    {
        var findings = new Findings("every process says that it is healthy");
        foreach (ServiceSlot slot in deployment.Slots)
        {
            string text = "";
            bool green = await Patience.TryUntilAsync(
                async () =>
                {
                    using HttpResponseMessage answer = await slot.SendAsync(HttpMethod.Get, "/health");
                    text = await answer.Content.ReadAsStringAsync();
                    return answer.IsSuccessStatusCode;
                },
                ToRecover);
            findings.Require(green, () => $"{slot.Name}: {text}");
        }

        return findings;
    }

    public static async Task<Findings> CheckQueuesAsync(RabbitBroker broker)
    {
        var findings = new Findings("no message is left on a queue");
        IReadOnlyDictionary<string, long>? queues = await broker.QueuesAsync();
        findings.Require(queues is not null, () => "the broker does not say");
        foreach ((string queue, long messages) in queues ?? new Dictionary<string, long>())
        {
            findings.Require(messages == 0, () => $"{queue}: {messages}");
        }

        return findings;
    }

    /// <summary>The verifier of the product, over HTTP as a stranger and straight from the store.</summary>
    public static async Task<Findings> VerifyAsync(Deployment deployment, ServiceSlot writer)
    {
        var findings = new Findings("the log verifies, over HTTP and straight from the store");
        string key = (await Patience.WithAsync(() => writer.GetTextAsync("/api/ledger/key"))).Trim();
        string[] http = ["verify", "http", "--url", writer.AddressOf("/api/ledger").ToString(), "--key", key];
        string[] store = ["verify", "store", "--data", deployment.Volumes[ServiceKind.AuditWriter].Folder, "--key", key];
        foreach (string[] arguments in (string[][])[http, store])
        {
            (int exitCode, string output) = await deployment.CommandAsync(arguments);
            findings.Require(exitCode == 0, () => $"auditor {arguments[0]} {arguments[1]} ended with {exitCode}: {output.Trim()}");
        }

        return findings;
    }

    /// <summary>Whether everything that was appended has its position and was looked at for holes, and what waits for nothing any more.</summary>
    /// <returns>Null when it has; else what is still to come.</returns>
    public static async Task<string?> UnfinishedAsync(Deployment deployment, IReadOnlyList<SentActivities> sessions)
    {
        foreach (ServiceSlot slot in deployment.Slots)
        {
            if (!await slot.IsHealthyAsync("/health/ready"))
            {
                return slot.Name + " is not ready";
            }

            if (!await slot.IsHealthyAsync(slot.Kind.Question))
            {
                return slot.Name + " does not answer its callers";
            }
        }

        if (await deployment.Broker.QueuesAsync() is not { } queues)
        {
            return "the broker does not answer";
        }

        // What stands in an error queue stays there; the check of the queues tells of it.
        if (queues.FirstOrDefault(queue => queue.Value > 0 && !queue.Key.EndsWith("_error", StringComparison.Ordinal)) is { Value: > 0 } waiting)
        {
            return $"{waiting.Value} messages on {waiting.Key}";
        }

        using var view = JsonDocument.Parse(await deployment.First(ServiceKind.AuditWriter).GetTextAsync("/api/audit/completeness?limit=1"));
        JsonElement root = view.RootElement;
        long silent = root.GetProperty("silentClientCount").GetInt64();
        long expected = sessions.LongCount(session => session.FellSilent && session.Confirmed.Count > 0);
        return await BehindAsync(deployment) is { } behind ? behind
            : !root.GetProperty("caughtUp").GetBoolean() ? "entries wait for their position, or to be looked at"
            : root.GetProperty("waitedFor").GetInt64() is > 0 and var missing ? $"{missing} missing numbers are waited for"
            : silent < expected ? $"{expected - silent} sessions are still to be called silent"
            : null;
    }

    /// <summary>Who has not got all of the log that is for him.</summary>
    private static async Task<string?> BehindAsync(Deployment deployment)
    {
        using var list = JsonDocument.Parse(await deployment.First(ServiceKind.Notifier).GetTextAsync("/api/subscriptions"));
        foreach (JsonElement subscription in list.RootElement.GetProperty("subscriptions").EnumerateArray())
        {
            JsonElement delivery = subscription.GetProperty("delivery");
            if (!delivery.TryGetProperty("backlog", out JsonElement backlog) || backlog.GetInt64() > 0)
            {
                return $"the {subscription.GetProperty("name").GetString()} is behind: {delivery.GetRawText()}";
            }
        }

        return null;
    }
}
