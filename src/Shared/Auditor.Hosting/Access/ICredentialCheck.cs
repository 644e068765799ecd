using Auditor.Contracts;

namespace Auditor.Hosting.Access;

/// <summary>Says whose a credential is.</summary>
public interface ICredentialCheck
{
    /// <exception cref="AccessUnavailableException">Nobody can say at the moment; the caller is not let in.</exception>
    /// <exception cref="Storage.StoreUnavailableException">Likewise.</exception>
    Task<IdentityAnswer> CheckAsync(IdentityRequested credential, CancellationToken cancellation);
}
