using Auditor.Contracts;
using Auditor.Rules;

namespace Auditor.Plugin.Core.Editing;

/// <summary>The rule on the screen, for the one who saves it.</summary>
internal interface IEditedRule
{
    /// <summary>As it stands on the screen.</summary>
    AuditRule Rule { get; }

    /// <summary>Whether that is not what was saved last.</summary>
    bool IsDirty { get; }

    /// <summary>RuleService's version comes onto the screen.</summary>
    void TakeOver(AuditRule theirs, string notice);

    /// <summary>RuleService found mistakes.</summary>
    void Refused(IReadOnlyList<RuleProblem> problems);

    /// <summary>The item is another one than before.</summary>
    void ItemChanged(RuleItem item);
}
