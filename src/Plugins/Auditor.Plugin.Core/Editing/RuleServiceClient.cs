using System.Globalization;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using Auditor.Contracts;
using Auditor.Wire;

namespace Auditor.Plugin.Core.Editing;

/// <summary>RuleService over HTTP (docs/rules-api.md).</summary>
public sealed class RuleServiceClient : IRuleService, IDisposable
{
    private const string Root = "api/rules";
    private const int MostBytes = 64 * 1024 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly HttpClient _http;
    private readonly Func<RuleServiceAccess?> _access;
    private readonly TimeProvider _time;

    /// <param name="access">Asked at every call, so that a new key is used at once; null while nothing is set up.</param>
    public RuleServiceClient(Func<RuleServiceAccess?> access)
        : this(access, new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false }, TimeProvider.System)
    {
    }

    internal RuleServiceClient(Func<RuleServiceAccess?> access, HttpMessageHandler handler, TimeProvider time)
    {
        _access = access;
        _time = time;
        // The time limit is ours, so that its end can be told from a caller's giving up.
        _http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = MostBytes };
    }

    public async Task<IReadOnlyList<AuditRule>> ListAsync(CancellationToken cancellation) =>
        (await SendAsync<RuleList>(HttpMethod.Get, "", null, null, cancellation)).Rules;

    public Task<AuditRule> GetAsync(Guid id, CancellationToken cancellation) =>
        SendAsync<AuditRule>(HttpMethod.Get, $"/{id}", null, null, cancellation);

    public async Task<AuditRule> CreateAsync(AuditRule rule, CancellationToken cancellation)
    {
        try
        {
            return await SendAsync<AuditRule>(HttpMethod.Post, "", rule with { Version = 0 }, null, cancellation);
        }
        catch (RuleServiceException taken) when (taken is { Fault: RuleServiceFault.EditedElsewhere, Current: { } current } && RuleDifferences.AreSame(current, rule))
        {
            // Our own first try, whose answer was lost.
            return current;
        }
    }

    public Task<AuditRule> UpdateAsync(AuditRule rule, long version, CancellationToken cancellation) =>
        SendAsync<AuditRule>(HttpMethod.Put, $"/{rule.Id}", rule, version, cancellation);

    public async Task DeleteAsync(Guid id, long version, CancellationToken cancellation)
    {
        (RuleServiceAccess access, HttpResponseMessage answer) = await ExchangeAsync(HttpMethod.Delete, $"/{id}", null, version, cancellation);
        using (answer)
        {
            await RuleServiceRefusal.ThrowUnlessGoodAsync(answer, access.Address);
        }
    }

    public async Task<IReadOnlyList<RuleVersion>> HistoryAsync(Guid id, CancellationToken cancellation) =>
        (await SendAsync<RuleHistory>(HttpMethod.Get, $"/{id}/history", null, null, cancellation)).Changes;

    public async Task<string> CatchesAsync(Guid id, Actor actor, CancellationToken cancellation)
    {
        var query = new List<string>();
        Add(query, "user", actor.Name);
        Add(query, "sid", actor.Id);
        foreach (RoleRef role in actor.Roles)
        {
            Add(query, "role", role.Id ?? role.Name);
        }

        string path = $"/{id}/catches{(query.Count > 0 ? "?" : "")}{string.Join("&", query)}";
        return (await SendAsync<CatchAnswer>(HttpMethod.Get, path, null, null, cancellation)).Because;
    }

    public void Dispose() => _http.Dispose();

    private static void Add(List<string> query, string name, string? value)
    {
        if (!string.IsNullOrWhiteSpace(value))
        {
            query.Add($"{name}={Uri.EscapeDataString(value)}");
        }
    }

    private async Task<T> SendAsync<T>(HttpMethod method, string path, AuditRule? body, long? version, CancellationToken cancellation)
    {
        (RuleServiceAccess access, HttpResponseMessage answer) = await ExchangeAsync(method, path, body, version, cancellation);
        using (answer)
        {
            await RuleServiceRefusal.ThrowUnlessGoodAsync(answer, access.Address);
            byte[] text = await answer.Content.ReadAsByteArrayAsync();
            try
            {
                return WireFormat.Deserialize<T>(text.AsSpan());
            }
            catch (WireException problem)
            {
                throw new RuleServiceException(
                    RuleServiceFault.Unexpected, $"What answers at {access.Address} is not RuleService, or another version of it: {problem.Message}", problem);
            }
        }
    }

    private async Task<(RuleServiceAccess Access, HttpResponseMessage Answer)> ExchangeAsync(
        HttpMethod method, string path, AuditRule? body, long? version, CancellationToken cancellation)
    {
        RuleServiceAccess access = _access() ?? throw new RuleServiceException(
            RuleServiceFault.NotSetUp, "The address and key of RuleService are not set up for your Windows user: see the page of the node Auditor.");
        using HttpRequestMessage request = Request(access, method, path, body, version);
        using CancellationTokenSource late = _time.CreateCancellationTokenSource(Patience);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, late.Token);
        try
        {
            return (access, await _http.SendAsync(request, either.Token));
        }
        catch (OperationCanceledException problem) when (!cancellation.IsCancellationRequested)
        {
            throw new RuleServiceException(
                RuleServiceFault.Unreachable, $"RuleService at {access.Address} did not answer within {Patience.TotalSeconds:0} seconds.", problem);
        }
        catch (HttpRequestException problem)
        {
            throw UnreachableWords.Of(access.Address, problem);
        }
    }

    private static HttpRequestMessage Request(RuleServiceAccess access, HttpMethod method, string path, AuditRule? body, long? version)
    {
        var folder = new Uri(access.Address.AbsoluteUri.TrimEnd('/') + "/");
        var request = new HttpRequestMessage(method, new Uri(folder, Root + path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", access.ApiKey);
        if (version is { } edited)
        {
            request.Headers.IfMatch.Add(new EntityTagHeaderValue($"\"{edited.ToString(CultureInfo.InvariantCulture)}\""));
        }

        if (body is not null)
        {
            request.Content = new ByteArrayContent(WireFormat.Serialize(body));
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(WireFormat.ContentType);
        }

        return request;
    }

    private sealed record RuleList(IReadOnlyList<AuditRule> Rules);

    private sealed record RuleHistory(IReadOnlyList<RuleVersion> Changes);

    private sealed record CatchAnswer(string Because);
}
