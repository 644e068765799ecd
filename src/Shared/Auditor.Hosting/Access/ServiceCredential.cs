using Auditor.Contracts;

namespace Auditor.Hosting.Access;

/// <summary>A key that lives only in this process, for a part of it that calls its own API: the simulated site, a test.</summary>
/// <param name="name">Who that is, for the log.</param>
/// <param name="roles">Of <see cref="AccessRoles"/>.</param>
public sealed class ServiceCredential(string name, params IReadOnlyList<string> roles)
{
    /// <summary>What goes behind <c>Authorization: Bearer</c>.</summary>
    public ApiKeyText Key { get; } = ApiKeyText.New();

    /// <summary>Null when it is not this credential.</summary>
    internal CallerIdentity? Identify(IdentityRequested credential) =>
        credential.Kind == CredentialKinds.Key && credential.KeyId == Key.KeyId && Secrets.Same(credential.SecretHash, Secrets.Hash(Key.Secret))
            ? new CallerIdentity { Type = ActorTypes.Service, Id = Key.KeyId, Name = name, Roles = roles }
            : null;
}
