using System.Net;
using System.Net.Http.Headers;
using Auditor.Contracts;
using Auditor.Faults.Processes;
using Auditor.Wire;

namespace Auditor.Faults.Load;

/// <summary>An administrator: makes the rules by which the run is decided, and goes on changing one of them, at whichever RuleService answers.</summary>
internal sealed class RuleEditor(Deployment deployment, int seed)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(4);

    private readonly Random _random = new(seed);
    private readonly AuditRule _rule = new()
    {
        Id = Guid.CreateVersion7(),
        Name = "Playback is told to XProtect",
        Whom = new Whom { Everyone = true },
        Playback = new Demand { Trigger = true },
    };

    /// <summary>The rule that is changed.</summary>
    public Guid RuleId => _rule.Id;

    /// <summary>Versions that a RuleService said it has saved.</summary>
    public HashSet<long> Saved { get; } = [];

    /// <summary>Changes that nobody answered, or that were refused because another had come before.</summary>
    public int Unanswered { get; private set; }

    public async Task MakeRulesAsync()
    {
        await Patience.UntilAsync(async () =>
        {
            using HttpResponseMessage made = await deployment.First(ServiceKind.RuleService).SendAsync(HttpMethod.Post, "/api/rules", Body(_rule));
            // It has an id, so that a second try finds what the first made.
            return made.StatusCode is HttpStatusCode.Created or HttpStatusCode.Conflict;
        });
        Saved.Add(1);
    }

    public async Task RunAsync(CancellationToken stop)
    {
        for (int edit = 1; !stop.IsCancellationRequested; edit++)
        {
            await Task.Delay(Every, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            try
            {
                await EditAsync($"Playback is told to XProtect (edit {edit})");
            }
            catch (HttpRequestException)
            {
                Unanswered++;
            }
        }
    }

    private async Task EditAsync(string name)
    {
        ServiceSlot[] services = [.. deployment.Slots.Where(slot => slot.Kind == ServiceKind.RuleService)];
        ServiceSlot service = services[_random.Next(services.Length)];
        AuditRule current = WireFormat.Deserialize<AuditRule>(await service.GetTextAsync($"/api/rules/{_rule.Id}"));
        using HttpResponseMessage answer = await service.SendAsync(
            HttpMethod.Put, $"/api/rules/{_rule.Id}", Body(current with { Name = name }), $"\"{current.Version}\"");
        if (answer.StatusCode == HttpStatusCode.OK)
        {
            Saved.Add(current.Version + 1);
        }
        else
        {
            Unanswered++;
        }
    }

    private static ByteArrayContent Body(AuditRule rule) =>
        new(WireFormat.Serialize(rule)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
}
