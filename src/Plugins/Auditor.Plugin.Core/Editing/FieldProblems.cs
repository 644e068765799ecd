using Auditor.Plugin.Core.Screens;
using Auditor.Rules;

namespace Auditor.Plugin.Core.Editing;

/// <summary>What is wrong, by field, for the places beside the fields.</summary>
public sealed class FieldProblems : ScreenModel
{
    /// <summary>The name under which a change of every indexed value is told.</summary>
    private const string Indexer = "Item[]";

    private static readonly (string Field, string Page)[] Pages =
    [
        ("name", "Name"), ("whom", "Who"), ("cameras", "Cameras"), ("reasonPolicy", "What is asked"), ("predefinedReasons", "Reasons"),
        ("conditions", "Conditions"), ("notificationChannels", "Notification channels"),
    ];

    /// <summary>Everything, in the order of the fields.</summary>
    public IReadOnlyList<RuleProblem> All { get; private set; } = [];

    public bool Any => All.Count > 0;

    /// <summary>Everything in one text, each with the page that it is on; empty when there is nothing.</summary>
    public string Text => string.Join(" ", All.Select(Sentence).Distinct(StringComparer.Ordinal));

    /// <summary>The sentences for a field (<c>name</c>), or for a field and all below it (<c>whom*</c>); null when there are none.</summary>
    public string? this[string field]
    {
        get
        {
            bool below = field.EndsWith("*", StringComparison.Ordinal);
            string path = below ? field.Substring(0, field.Length - 1) : field;
            string[] found = [.. All.Where(problem => below ? problem.Field.StartsWith(path, StringComparison.Ordinal) : problem.Field == path).Select(problem => problem.Message)];
            return found.Length == 0 ? null : string.Join(" ", found);
        }
    }

    private static string Sentence(RuleProblem problem)
    {
        (string Field, string Page) page = Array.Find(Pages, known => problem.Field.StartsWith(known.Field, StringComparison.Ordinal));
        return page.Page is null ? problem.Message : $"{page.Page}: {problem.Message}";
    }

    internal void Show(IReadOnlyList<RuleProblem> problems)
    {
        All = problems;
        Tell(Indexer);
        Tell(nameof(All));
        Tell(nameof(Any));
        Tell(nameof(Text));
    }
}
