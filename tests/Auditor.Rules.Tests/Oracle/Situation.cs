using System.Text.Json;
using System.Text.Json.Serialization;
using Auditor.Contracts;

namespace Auditor.Rules.Tests;

/// <summary>A book and an activity, in a form that a failing property can print.</summary>
internal sealed record Situation(int Seed, IReadOnlyList<AuditRule> Rules, ActivityObserved Activity)
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Converters = { new JsonStringEnumConverter() },
    };

    public static string Text(object value) => JsonSerializer.Serialize(value, Readable);

    /// <summary>Short while there is much left to shrink; FsCheck prints the unshrunk one as well.</summary>
    public override string ToString() => Rules.Count > 5
        ? $"{nameof(Situations)}.{nameof(Situations.FromSeed)}({Seed}), or shrunk from it to {Rules.Count} rules"
        : $"shrunk from {nameof(Situations)}.{nameof(Situations.FromSeed)}({Seed})\nrules {Text(Rules)}\nactivity {Text(Activity)}";
}
