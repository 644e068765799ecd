using Auditor.Hosting.Access;

namespace Auditor.AuditWriter.Access;

/// <summary>Keys, accounts and sessions are this service's; others ask it (docs/decisions/0014).</summary>
internal static class AccessRegistration
{
    public static void AddAccessDesk(this IServiceCollection services)
    {
        services.AddSingleton<Passwords>();
        services.AddSingleton<KeyDesk>();
        services.AddSingleton<AccountDesk>();
        services.AddSingleton<SignInDesk>();
        services.AddSingleton<SignInThrottle>();
        services.AddSingleton<StoredCredentials>();
        services.AddSingleton<ICredentialCheck>(provider => provider.GetRequiredService<StoredCredentials>());
        services.AddSingleton<ICallRecorder, CallEntries>();
        services.AddHostedService<AccessRelay>();
    }
}
