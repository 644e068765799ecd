using Auditor.Contracts;
using Auditor.Rules;

namespace Auditor.Plugin.Core.Editing;

/// <summary>What counts as an answer, while it is edited.</summary>
public sealed class ReasonPolicyDraft : DraftPart
{
    private bool _freeTextRequired;
    private bool _asksCaseNumber;
    private string _caseNumberPattern = "";
    private string _tryCaseNumber = "";
    private bool _declineAllowed = true;
    private bool _asksWhenUnknown;

    public ReasonPolicyDraft()
    {
        With(MinimumLength);
        With(AnswerValidMinutes);
    }

    public bool FreeTextRequired
    {
        get => _freeTextRequired;
        set => Edit(ref _freeTextRequired, value);
    }

    public NumberDraft MinimumLength { get; } = new();

    public NumberDraft AnswerValidMinutes { get; } = new();

    public bool AsksCaseNumber
    {
        get => _asksCaseNumber;
        set
        {
            Edit(ref _asksCaseNumber, value);
            Tell(nameof(TryResult));
        }
    }

    public string CaseNumberPattern
    {
        get => _caseNumberPattern;
        set
        {
            Edit(ref _caseNumberPattern, value);
            Tell(nameof(TryResult));
        }
    }

    /// <summary>A case number to try the pattern on; no part of the rule.</summary>
    public string TryCaseNumber
    {
        get => _tryCaseNumber;
        set
        {
            Set(ref _tryCaseNumber, value);
            Tell(nameof(TryResult));
        }
    }

    /// <summary>What an operator who types <see cref="TryCaseNumber"/> would be told; empty while there is nothing to try.</summary>
    public string TryResult
    {
        get
        {
            if (!AsksCaseNumber || TryCaseNumber.Trim().Length == 0 || CaseNumberPattern.Trim().Length == 0)
            {
                return "";
            }

            var prompt = new Prompt { CaseNumberPatterns = [CaseNumberPattern] };
            IReadOnlyList<string> problems = ReasonCheck.Problems(prompt, new Reason { Notes = "tried", CaseNumber = TryCaseNumber });
            return problems.Count > 0 ? problems[0] : "Would be accepted.";
        }
    }

    public bool DeclineAllowed
    {
        get => _declineAllowed;
        set => Edit(ref _declineAllowed, value);
    }

    /// <summary>Fail closed.</summary>
    public bool AsksWhenUnknown
    {
        get => _asksWhenUnknown;
        set => Edit(ref _asksWhenUnknown, value);
    }

    public ReasonPolicy ToPolicy() => new()
    {
        FreeTextRequired = FreeTextRequired,
        MinimumLength = MinimumLength.Value ?? 0,
        CaseNumberPattern = AsksCaseNumber ? CaseNumberPattern : null,
        AnswerValidMinutes = AnswerValidMinutes.Value ?? 0,
        DeclineAllowed = DeclineAllowed,
        WhenPolicyUnknown = AsksWhenUnknown ? PolicyUnknown.FailClosed : PolicyUnknown.FailOpen,
    };

    public void Fill(ReasonPolicy policy)
    {
        FreeTextRequired = policy.FreeTextRequired;
        MinimumLength.Fill(policy.MinimumLength);
        AsksCaseNumber = policy.CaseNumberPattern is not null;
        CaseNumberPattern = policy.CaseNumberPattern ?? "";
        TryCaseNumber = "";
        AnswerValidMinutes.Fill(policy.AnswerValidMinutes);
        DeclineAllowed = policy.DeclineAllowed;
        AsksWhenUnknown = policy.WhenPolicyUnknown == PolicyUnknown.FailClosed;
    }
}
