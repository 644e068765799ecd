using Auditor.Hosting.Settings;

namespace Auditor.AuditWriter.Exporting;

/// <summary>Everything that exports need.</summary>
internal static class ExportRegistration
{
    public static void AddExports(this IServiceCollection services)
    {
        services.AddSettings<ExportOptions>(ExportOptions.Section);
        services.AddSingleton<ExportFolder>();
        services.AddSingleton<ExportEntries>();
        services.AddSingleton<ExportDownloads>();
        services.AddSingleton<ExportEstimate>();
        services.AddSingleton<ExportWriters>();
        services.AddSingleton<ExportDesk>();
        services.AddHostedService<ExportWorker>();
    }
}
