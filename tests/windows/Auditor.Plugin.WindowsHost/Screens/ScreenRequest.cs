using System.Text.Json;
using Auditor.Plugin.Look;
using Auditor.Wire;

namespace Auditor.Plugin.WindowsHost.Screens;

/// <summary>One command, read with words that say what is wrong with it.</summary>
internal sealed class ScreenRequest(JsonElement command)
{
    public LookTheme Theme => Text("theme") == "light" ? LookTheme.Light : LookTheme.Dark;

    public string Text(string name) => command.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    public bool Has(string name) => command.TryGetProperty(name, out _);

    public bool Flag(string name) => command.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.True;

    /// <summary>A part of the command in the format of the wire.</summary>
    public T Data<T>(string name) =>
        command.TryGetProperty(name, out JsonElement value) ? WireFormat.Deserialize<T>(value.GetRawText()) : throw new ArgumentException($"The command lacks '{name}'.", nameof(name));

    /// <summary>A path of the Linux outside, as Wine sees it.</summary>
    public string WindowsPath(string name) => "Z:" + Text(name).Replace('/', '\\');
}
