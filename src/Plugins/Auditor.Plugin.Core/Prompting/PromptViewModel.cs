using Auditor.Contracts;
using Auditor.Plugin.Core.Screens;
using Auditor.Rules;

namespace Auditor.Plugin.Core.Prompting;

/// <summary>One question on the screen: what is asked, what the operator has said so far, and what is still missing in it.</summary>
public sealed class PromptViewModel : ScreenModel
{
    /// <summary>So many cameras are shown by name; the others are counted.</summary>
    public const int CamerasByName = 5;

    private const int CamerasInTip = 40;

    private readonly Prompt _prompt;
    private string? _picked;
    private string _notes = "";
    private string _caseNumber = "";
    private bool _tried;
    private bool _leaving;
    private string _hint = "";

    /// <param name="question">What to ask.</param>
    public PromptViewModel(PromptQuestion question)
    {
        Question = question ?? throw new ArgumentNullException(nameof(question));
        _prompt = question.Prompt;
        Reasons = [.. _prompt.PredefinedReasons.Where(text => !string.IsNullOrWhiteSpace(text)).Select(text => text.Trim()).Distinct(StringComparer.OrdinalIgnoreCase)];
        string[] cameras = [.. question.Cameras.Where(name => !string.IsNullOrWhiteSpace(name))];
        Cameras = Shown(cameras);
        Continue = new ScreenCommand(Answer, () => CanContinue);
        Decline = new ScreenCommand(Refuse, () => DeclineAllowed);
        Problems = Missing();
    }

    /// <summary>Raised once, when <see cref="Reply"/> is there.</summary>
    public event EventHandler? Decided;

    public PromptQuestion Question { get; }

    public string Title => Question.Title;

    public string Explanation => Question.Explanation;

    public string Because => Question.Because;

    public bool HasCameras => Cameras.Count > 0;

    public string CamerasLabel => Cameras.Count == 1 ? "Camera" : "Cameras";

    /// <summary>The first few by name, and how many there are besides.</summary>
    public IReadOnlyList<PromptCamera> Cameras { get; }

    public bool HasReasons => Reasons.Count > 0;

    public IReadOnlyList<string> Reasons { get; }

    public string? Picked
    {
        get => _picked;
        set => Change(Set(ref _picked, value));
    }

    /// <summary>What the notes are called; the underscore stands before its access key.</summary>
    public string NotesLabel
    {
        get
        {
            string least = _prompt.Policy.MinimumLength > 1 ? $", at least {_prompt.Policy.MinimumLength} characters" : "";
            return (HasReasons, _prompt.Policy.FreeTextRequired) switch
            {
                (false, _) => $"_Your reason{least}",
                (true, true) => $"_Notes in your own words{least}",
                (true, false) => "_Notes (or your own reason)",
            };
        }
    }

    public string Notes
    {
        get => _notes;
        set => Change(Set(ref _notes, value ?? ""));
    }

    public bool AsksCaseNumber => _prompt.CaseNumberPatterns.Count > 0;

    public string CaseNumber
    {
        get => _caseNumber;
        set => Change(Set(ref _caseNumber, value ?? ""));
    }

    /// <summary>What is missing, each in a sentence; empty when the answer will do.</summary>
    public IReadOnlyList<string> Problems { get; private set; }

    public bool HasProblems => Problems.Count > 0;

    /// <summary>The problems; or, so that the window does not jump while somebody types, that there are none.</summary>
    public IReadOnlyList<string> Advice => HasProblems ? Problems : ["Nothing is missing."];

    /// <summary>The operator has tried to go on, and could not: what is missing is said louder.</summary>
    public bool HasTried
    {
        get => _tried;
        private set => Set(ref _tried, value);
    }

    public bool CanContinue => Problems.Count == 0 && Reply is null;

    public bool DeclineAllowed => _prompt.Policy.DeclineAllowed;

    /// <summary>Why the window did not close, or empty.</summary>
    public string Hint
    {
        get => _hint;
        private set
        {
            if (Set(ref _hint, value))
            {
                Tell(nameof(HasHint));
            }
        }
    }

    public bool HasHint => Hint.Length > 0;

    public ScreenCommand Continue { get; }

    public ScreenCommand Decline { get; }

    /// <summary>What came of it; null while the question stands.</summary>
    public PromptReply? Reply { get; private set; }

    /// <summary>The operator presses Enter: goes on when the answer will do, or says louder what is missing.</summary>
    public void TryContinue()
    {
        HasTried = true;
        Continue.Execute(null);
    }

    /// <summary>
    /// The operator wants the window away without an answer (Esc, Alt+F4): declines where the rules allow it, and only hints where they do
    /// not. What was written is not thrown away at the first go.
    /// </summary>
    public void TryLeave()
    {
        if (!DeclineAllowed)
        {
            Hint = "This question goes away with an answer only.";
        }
        else if (HasWritten && !_leaving)
        {
            _leaving = true;
            Hint = "Once more to decline and return to live. What you have written will not be kept.";
        }
        else
        {
            Refuse();
        }
    }

    private bool HasWritten => _notes.Trim().Length > 0 || _caseNumber.Trim().Length > 0;

    private Reason Said => new() { Picked = OrNull(_picked), Notes = OrNull(_notes), CaseNumber = AsksCaseNumber ? OrNull(_caseNumber) : null };

    private static string? OrNull(string? text) => string.IsNullOrWhiteSpace(text) ? null : text!.Trim();

    private static List<PromptCamera> Shown(string[] cameras)
    {
        // One more by name takes no more room than "and 1 more".
        int byName = cameras.Length <= CamerasByName + 1 ? cameras.Length : CamerasByName;
        List<PromptCamera> shown = [.. cameras.Take(byName).Select(name => new PromptCamera(name, name, IsRest: false))];
        if (byName < cameras.Length)
        {
            string[] rest = [.. cameras.Skip(byName)];
            string tip = string.Join("\n", rest.Take(CamerasInTip)) + (rest.Length > CamerasInTip ? $"\nand {rest.Length - CamerasInTip} more" : "");
            shown.Add(new PromptCamera($"and {rest.Length} more", tip, IsRest: true));
        }

        return shown;
    }

    private IReadOnlyList<string> Missing() => ReasonCheck.Problems(_prompt, Said);

    private void Change(bool changed)
    {
        if (!changed)
        {
            return;
        }

        _leaving = false;
        Hint = "";
        Problems = Missing();
        Tell(nameof(Problems), nameof(HasProblems), nameof(Advice), nameof(CanContinue));
        Continue.Tell();
    }

    private void Answer() => Decide(new PromptReply(Said));

    private void Refuse() => Decide(PromptReply.Declined);

    private void Decide(PromptReply reply)
    {
        if (Reply is not null)
        {
            return;
        }

        Reply = reply;
        Tell(nameof(CanContinue));
        Continue.Tell();
        Decided?.Invoke(this, EventArgs.Empty);
    }
}
