using System.Collections.Concurrent;
using Auditor.Contracts;
using MassTransit;

namespace Auditor.Hosting.Access;

/// <summary>
/// Asks AuditWriter, the owner of keys and sessions, over the bus. An answer is good for <see cref="GoodFor"/>, so that a revocation is
/// in force everywhere by then.
/// </summary>
internal sealed class BusCredentialCheck(IClientFactory bus, TimeProvider time) : ICredentialCheck
{
    public static readonly TimeSpan GoodFor = TimeSpan.FromSeconds(30);

    private const int MostAnswers = 10_000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<IdentityRequested, (IdentityAnswer Answer, DateTimeOffset Until)> _answers = new();

    public async Task<IdentityAnswer> CheckAsync(IdentityRequested credential, CancellationToken cancellation)
    {
        DateTimeOffset now = time.GetUtcNow();
        if (_answers.TryGetValue(credential, out (IdentityAnswer Answer, DateTimeOffset Until) known) && now < known.Until)
        {
            return known.Answer;
        }

        IdentityAnswer answer = await AskAsync(credential, cancellation);
        // From before the question on: what was revoked since was perhaps not seen.
        DateTimeOffset until = now + GoodFor;
        if (answer.Identity is null)
        {
            _answers.TryRemove(credential, out _);
            return answer;
        }

        if (_answers.Count >= MostAnswers)
        {
            _answers.Clear();
        }

        _answers[credential] = (answer, answer.Identity.ExpiresAt < until ? answer.Identity.ExpiresAt.Value : until);
        return answer;
    }

    private async Task<IdentityAnswer> AskAsync(IdentityRequested credential, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        try
        {
            IRequestClient<IdentityRequested> writer = bus.CreateRequestClient<IdentityRequested>(RequestTimeout.After(ms: (int)Patience.TotalMilliseconds));
            return (await writer.GetResponse<IdentityAnswer>(credential, patience.Token)).Message;
        }
        catch (Exception problem) when (!cancellation.IsCancellationRequested)
        {
            throw new AccessUnavailableException("AuditWriter, which knows keys and sessions, does not answer.", problem);
        }
    }
}
