using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Auditor.Plugin.WindowsHost.Driving;

/// <summary>What the tests hear: one JSON object a line, with <c>what</c> in front.</summary>
internal static class Report
{
    private static readonly Lock Line = new();
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.Default };

    public static void Write(string what, object? more = null)
    {
        var line = new JsonObject { ["what"] = what };
        if (more is not null)
        {
            foreach ((string name, JsonNode? value) in JsonSerializer.SerializeToNode(more, Options)!.AsObject().ToArray())
            {
                line[name] = value?.DeepClone();
            }
        }

        lock (Line)
        {
            Console.Out.WriteLine(line.ToJsonString(Options));
            Console.Out.Flush();
        }
    }
}
