using System.Globalization;
using Auditor.Contracts;
using Auditor.Wire;

namespace Auditor.Plugin.Core.Editing;

/// <summary>
/// A rule as its item in XProtect carries it. The item gives Management Client a node, XProtect's rules and alarms a source, and an
/// administrator's work a place while RuleService is away; RuleService decides by its own copy alone.
/// </summary>
public sealed record RuleItem
{
    private const string RuleProperty = "Rule";
    private const string VersionProperty = "Version";
    private const string UnsavedProperty = "NotSaved";

    /// <summary>The rule's id, and the item's.</summary>
    public Guid Id { get; init; }

    /// <summary>As the item says it: its name always wins over the one inside.</summary>
    public AuditRule Rule { get; init; } = new();

    /// <summary>The version in RuleService that this is, or was made from; 0 when it never was there.</summary>
    public long Version { get; init; }

    /// <summary>Why this is not what RuleService has, in a sentence; null when it is.</summary>
    public string? NotSaved { get; init; }

    /// <summary>Why the item's text could not be read; null when it could.</summary>
    public string? Unreadable { get; init; }

    /// <summary>A rule to begin with: everything is asked and evented, of nobody yet.</summary>
    public static RuleItem New(Guid id, string name) => new()
    {
        Id = id,
        Rule = new AuditRule
        {
            Id = id,
            Name = name,
            Playback = new Demand { Prompt = true, Trigger = true },
            Export = new Demand { Prompt = true, Trigger = true },
            IndependentPlayback = new Demand { Prompt = true, Trigger = true },
        },
        NotSaved = "Not saved in RuleService yet, so it does nothing.",
    };

    /// <summary>What RuleService has.</summary>
    public static RuleItem Of(AuditRule saved) => new() { Id = saved.Id, Rule = saved, Version = saved.Version };

    /// <summary>Never throws: what cannot be read is said in <see cref="Unreadable"/>.</summary>
    public static RuleItem Read(Guid id, string name, IReadOnlyDictionary<string, string> properties)
    {
        string? text = Property(properties, RuleProperty);
        _ = long.TryParse(Property(properties, VersionProperty), NumberStyles.None, CultureInfo.InvariantCulture, out long version);
        var item = new RuleItem { Id = id, Version = version, NotSaved = Property(properties, UnsavedProperty), Rule = new AuditRule { Id = id, Name = name } };
        if (text is null)
        {
            return item with { Unreadable = "The item has no rule in it." };
        }

        try
        {
            AuditRule rule = WireFormat.Deserialize<AuditRule>(text) with { Id = id, Name = name, Version = version };
            // What a null in the text would leave behind is a mistake of the rule, and no reason to fail here.
            return Auditor.Rules.AuditRuleValidator.Validate(rule).FirstOrDefault(problem => problem.Message.EndsWith("null is not allowed.", StringComparison.Ordinal)) is { } hole
                ? item with { Unreadable = $"{hole.Field}: {hole.Message}" }
                : item with { Rule = rule };
        }
        catch (WireException problem)
        {
            return item with { Unreadable = problem.Message };
        }
    }

    /// <summary>What the item keeps.</summary>
    public IReadOnlyDictionary<string, string> Properties()
    {
        var properties = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [RuleProperty] = WireFormat.SerializeToText(Rule with { Id = Id, Version = Version }),
            [VersionProperty] = Version.ToString(CultureInfo.InvariantCulture),
        };
        if (NotSaved is not null)
        {
            properties[UnsavedProperty] = NotSaved;
        }

        return properties;
    }

    private static string? Property(IReadOnlyDictionary<string, string> properties, string name) =>
        properties.TryGetValue(name, out string? text) && !string.IsNullOrEmpty(text) ? text : null;
}
