using Auditor.Contracts;

namespace Auditor.Hosting.Access;

/// <summary>This process's own credentials first, then whoever knows the others.</summary>
internal sealed class CredentialResolver(IEnumerable<ServiceCredential> own, ICredentialCheck others)
{
    public async Task<IdentityAnswer> ResolveAsync(IdentityRequested credential, CancellationToken cancellation)
    {
        foreach (ServiceCredential service in own)
        {
            if (service.Identify(credential) is { } identity)
            {
                return new IdentityAnswer { Identity = identity };
            }
        }

        return await others.CheckAsync(credential, cancellation);
    }
}
