namespace Auditor.AuditWriter.BackTesting;

/// <summary>Everything that back-tests need.</summary>
internal static class BackTestRegistration
{
    public static void AddBackTests(this IServiceCollection services)
    {
        services.AddSingleton<BackTestEntries>();
        services.AddSingleton<BackTestDesk>();
        services.AddHostedService<BackTestWorker>();
    }
}
