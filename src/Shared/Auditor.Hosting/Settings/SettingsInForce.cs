using System.Collections;
using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.CommandLine;
using Microsoft.Extensions.Configuration.EnvironmentVariables;
using Microsoft.Extensions.Configuration.Json;
using Microsoft.Extensions.Configuration.KeyPerFile;

namespace Auditor.Hosting.Settings;

/// <summary>What this process was told, by whom, and what holds where it was told nothing. Never a secret.</summary>
internal sealed class SettingsInForce(IConfiguration configuration, IEnumerable<SettingsSection> sections, IServiceProvider provider)
{
    private const string Default = "default";
    private const string Ours = "Auditor";

    /// <summary>Read by hand and not into a section's type.</summary>
    private static readonly string[] Others = [WebHostDefaults.ServerUrlsKey, SecretFiles.FolderKey, "Auditor:Store:Folder", "OTEL_EXPORTER_OTLP_ENDPOINT"];

    private static readonly string[] Connections = ["rabbitmq", "mongodb"];

    public SettingList Read()
    {
        var settings = new SortedDictionary<string, SettingView>(StringComparer.OrdinalIgnoreCase);
        foreach (SettingsSection section in sections)
        {
            object options = section.Read(provider);
            foreach (PropertyInfo property in section.Type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.GetIndexParameters().Length == 0))
            {
                Add(settings, $"{section.Section}:{property.Name}", property.GetValue(options));
            }
        }

        foreach (string key in Others)
        {
            settings[key] = new SettingView(key, key.StartsWith("OTEL", StringComparison.Ordinal) ? WithoutSecrets(configuration[key]) : configuration[key], SourceOf(key), Known: true);
        }

        foreach (string name in Connections)
        {
            string key = "ConnectionStrings:" + name;
            settings[key] = new SettingView(key, WithoutSecrets(configuration.GetConnectionString(name)), SourceOf(key), Known: true);
        }

        foreach ((string key, string? value) in configuration.GetSection(Ours).AsEnumerable().Where(pair => pair.Value is not null))
        {
            if (!settings.ContainsKey(key) && !sections.Any(section => IsWithin(section, key)))
            {
                settings[key] = new SettingView(key, Shown(key, value), SourceOf(key), Known: false);
            }
        }

        Assembly program = Assembly.GetEntryAssembly() ?? typeof(SettingsInForce).Assembly;
        string version = program.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";
        return new SettingList(program.GetName().Name ?? "", version, [.. settings.Values]);
    }

    private void Add(SortedDictionary<string, SettingView> settings, string key, object? value)
    {
        if (value is null or string or bool or Enum or IFormattable or Uri)
        {
            string? text = value switch { null or "" => null, bool flag => flag ? "true" : "false", _ => Convert.ToString(value, CultureInfo.InvariantCulture) };
            settings[key] = new SettingView(key, Shown(key, text), SourceOf(key), Known: true);
            return;
        }

        // A list or something with parts: what was said of each part, or that nothing was.
        (string Key, string Value)[] parts = [.. configuration.GetSection(key).AsEnumerable().Where(part => part.Value is not null).Select(part => (part.Key, part.Value!))];
        foreach ((string part, string text) in parts)
        {
            settings[part] = new SettingView(part, Shown(part, text), SourceOf(part), Known: true);
        }

        if (parts.Length == 0)
        {
            string? usual = value is IEnumerable items ? string.Join(", ", items.Cast<object>().Select(item => Convert.ToString(item, CultureInfo.InvariantCulture))) : null;
            settings[key] = new SettingView(key, string.IsNullOrEmpty(usual) ? null : usual, Default, Known: true);
        }
    }

    /// <summary>Whether a part of one of the section's properties: a list's second value, for instance.</summary>
    private static bool IsWithin(SettingsSection section, string key) =>
        section.Type.GetProperties().Any(property => $"{section.Section}:{property.Name}" is var own
            && (key.Equals(own, StringComparison.OrdinalIgnoreCase) || key.StartsWith(own + ":", StringComparison.OrdinalIgnoreCase)));

    private string SourceOf(string key) => SourceOf(configuration, key) ?? Default;

    /// <summary>What the program itself puts there is its default.</summary>
    private static string? SourceOf(IConfiguration configuration, string key) =>
        (configuration as IConfigurationRoot)?.Providers.Reverse().Where(one => one.TryGet(key, out _)).Select(one => one switch
        {
            CommandLineConfigurationProvider => "command line",
            EnvironmentVariablesConfigurationProvider => "environment",
            KeyPerFileConfigurationProvider => "secret file",
            JsonConfigurationProvider { Source.Path: { } path } => path,
            ChainedConfigurationProvider chained => SourceOf(chained.Configuration, key),
            _ => null,
        }).FirstOrDefault(source => source is not null);

    private static string? Shown(string key, string? value) =>
        value is not null && key[(key.LastIndexOf(':') + 1)..] is var name
        && (name.EndsWith("Password", StringComparison.OrdinalIgnoreCase) || name.EndsWith("Secret", StringComparison.OrdinalIgnoreCase) || name.EndsWith("Token", StringComparison.OrdinalIgnoreCase))
            ? "set, not shown"
            : value;

    /// <summary>Where, and as whom; never the password, nor anything that could be one.</summary>
    private static string? WithoutSecrets(string? connection)
    {
        if (string.IsNullOrWhiteSpace(connection))
        {
            return null;
        }

        return Uri.TryCreate(connection, UriKind.Absolute, out Uri? uri) && uri.Host.Length > 0
            ? $"{uri.Scheme}://{uri.UserInfo.Split(':')[0]}{(uri.UserInfo.Length > 0 ? "@" : "")}{uri.Authority}{uri.AbsolutePath}"
            : "set, not shown";
    }
}
