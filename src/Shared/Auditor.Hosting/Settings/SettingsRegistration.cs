using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Auditor.Hosting.Settings;

/// <summary>Settings that end the start when they cannot be used, and that <c>/api/settings</c> shows.</summary>
public static class SettingsRegistration
{
    /// <summary>Reads a section, checks it by its attributes when the host starts, and has it shown.</summary>
    public static OptionsBuilder<TOptions> AddSettings<TOptions>(this IServiceCollection services, string section)
        where TOptions : class
    {
        services.AddSingleton(new SettingsSection(section, typeof(TOptions), provider => provider.GetRequiredService<IOptions<TOptions>>().Value));
        return services.AddOptions<TOptions>().BindConfiguration(section).ValidateDataAnnotations().ValidateOnStart();
    }
}
