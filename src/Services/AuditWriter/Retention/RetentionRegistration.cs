namespace Auditor.AuditWriter.Retention;

/// <summary>Retention policies, legal holds, and the runs that remove what is due.</summary>
internal static class RetentionRegistration
{
    public static void AddRetention(this IServiceCollection services)
    {
        services.AddOptions<RetentionOptions>().BindConfiguration(RetentionOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<RetentionDesk>();
        services.AddSingleton<RetentionPreview>();
        services.AddSingleton<RetentionSignal>();
        services.AddHostedService<RetentionRunner>();
    }
}
