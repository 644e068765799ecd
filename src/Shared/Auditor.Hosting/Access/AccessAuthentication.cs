using System.Text.Encodings.Web;
using Auditor.Contracts;
using Auditor.Hosting.Api;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Auditor.Hosting.Access;

/// <summary>
/// Who is calling: by an API key behind <c>Authorization: Bearer</c>, or by the session's cookie. A key that is shown and wrong is not
/// made good by a cookie beside it.
/// </summary>
internal sealed class AccessAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    CredentialResolver resolver,
    Refusals refusals,
    TimeProvider time)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "auditor";

    private const string Bearer = "Bearer ";

    private IdentityAnswer? _refused;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        // What everybody may see is shown also when nobody can be asked who is calling.
        if (Context.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null || Presented() is not { } credential)
        {
            return AuthenticateResult.NoResult();
        }

        IdentityAnswer answer = credential.SecretHash.Length == 0
            ? new IdentityAnswer { Fault = CredentialFaults.Unknown }
            : await resolver.ResolveAsync(credential, Context.RequestAborted);
        if (answer.Identity is not null && !(answer.Identity.ExpiresAt <= time.GetUtcNow()))
        {
            return AuthenticateResult.Success(new AuthenticationTicket(answer.Identity.ToPrincipal(credential.Kind), SchemeName));
        }

        _refused = answer.Identity is null ? answer : new IdentityAnswer { Fault = CredentialFaults.Expired, Formerly = answer.Identity };
        return AuthenticateResult.Fail(_refused.Fault ?? CredentialFaults.Unknown);
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (Context.GetEndpoint()?.Metadata.GetMetadata<PageRoute>() is not null)
        {
            // Nobody was refused anything: people come here first, and again when their session is over.
            Response.Redirect("/sign-in?return=" + Uri.EscapeDataString(Request.PathBase + Request.Path + Request.QueryString));
            return Task.CompletedTask;
        }

        CallerIdentity who = _refused?.Formerly ?? new CallerIdentity { Name = "unknown" };
        refusals.Note(Context, who.ToActor(Context), _refused is null ? "nobody signed in" : $"credential {_refused.Fault}");
        Response.Headers.WWWAuthenticate = "Bearer realm=\"auditor\"";
        string detail = _refused is null
            ? "Send an API key with the header 'Authorization: Bearer auditor_...', or sign in at /sign-in."
            : "The key or session is not known, or is over. Use another key, or sign in at /sign-in.";
        return ApiProblem.Refused(StatusCodes.Status401Unauthorized, "Say who you are.", detail).ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        refusals.Note(Context, Context.Caller(), "role missing");
        IReadOnlyList<string> roles = Context.User.ToIdentity()?.Roles ?? [];
        string needed = string.Join(" or ", (Context.GetEndpoint()?.Metadata.GetOrderedMetadata<IAuthorizeData>() ?? [])
            .SelectMany(data => data.Roles?.Split(',') ?? []));
        return ApiProblem.Refused(
            StatusCodes.Status403Forbidden,
            "Not in your roles.",
            $"This needs the role {(needed.Length == 0 ? "of nobody" : needed)}; you have {(roles.Count == 0 ? "none" : string.Join(", ", roles))}.").ExecuteAsync(Context);
    }

    /// <summary>Null when nothing is shown; an empty hash when it is nothing of ours.</summary>
    private IdentityRequested? Presented()
    {
        string header = Request.Headers.Authorization.ToString();
        if (header.Length > 0)
        {
            return header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) && ApiKeyText.Parse(header[Bearer.Length..].Trim()) is { } key
                ? new IdentityRequested { Kind = CredentialKinds.Key, KeyId = key.KeyId, SecretHash = Secrets.Hash(key.Secret) }
                : new IdentityRequested { Kind = CredentialKinds.Key };
        }

        return Request.Cookies[SessionCookie.Name] is { Length: > 0 } token
            ? new IdentityRequested { Kind = CredentialKinds.Session, SecretHash = token.Length == Secrets.Length ? Secrets.Hash(token) : "" }
            : null;
    }
}
