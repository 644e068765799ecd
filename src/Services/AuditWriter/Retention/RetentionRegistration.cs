using Auditor.Hosting.Settings;

namespace Auditor.AuditWriter.Retention;

/// <summary>What applies the retention policies and keeps the holds.</summary>
internal static class RetentionRegistration
{
    public static void AddRetention(this IServiceCollection services)
    {
        services.AddSettings<RetentionOptions>(RetentionOptions.Section);
        services.AddSingleton<RetentionDesk>();
        services.AddSingleton<RetentionPreview>();
        services.AddSingleton<RetentionSignal>();
        services.AddHostedService<RetentionRunner>();
    }
}
