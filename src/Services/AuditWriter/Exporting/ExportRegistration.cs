namespace Auditor.AuditWriter.Exporting;

/// <summary>Everything that exports need.</summary>
internal static class ExportRegistration
{
    public static void AddExports(this IServiceCollection services)
    {
        services.AddOptions<ExportOptions>().BindConfiguration(ExportOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<ExportFolder>();
        services.AddSingleton<ExportEntries>();
        services.AddSingleton<ExportDownloads>();
        services.AddSingleton<ExportEstimate>();
        services.AddSingleton<ExportWriters>();
        services.AddSingleton<ExportDesk>();
        services.AddHostedService<ExportWorker>();
    }
}
