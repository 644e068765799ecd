using System.Collections.ObjectModel;

namespace Auditor.Plugin.Core.Editing;

/// <summary>
/// Users, or roles, with what the rule says of each. The rule's own are there from the start; those that XProtect lists come when they
/// come, and change no selection. Each stands here once, however often it is filled.
/// </summary>
public sealed class SubjectChoices : DraftPart
{
    private readonly List<SubjectChoice> _all = [];
    private readonly string _notListed;
    private IReadOnlyList<ListedSubject> _listed = [];
    private string _filter = "";

    /// <param name="notListed">What to say of one that XProtect does not list.</param>
    internal SubjectChoices(string notListed) => _notListed = notListed;

    /// <summary>Those that the filter lets through; selected ones first, then by name.</summary>
    public ObservableCollection<SubjectChoice> Shown { get; } = [];

    /// <summary>Part of a name.</summary>
    public string Filter
    {
        get => _filter;
        set
        {
            if (Set(ref _filter, value))
            {
                Show();
            }
        }
    }

    public IReadOnlyList<SubjectChoice> All => _all;

    public string Count => $"{_all.Count(choice => choice.IsCaught)} selected, {_all.Count(choice => choice.IsExempt)} exempt, {_all.Count} in all";

    /// <summary>The caught ones as the rule should name them: those of <paramref name="before"/> to the letter and in their order, then the new ones.</summary>
    internal IReadOnlyList<SubjectRef> Caught(IReadOnlyList<SubjectRef> before) => InOrder(_all.Where(choice => choice.IsCaught), before);

    /// <inheritdoc cref="Caught"/>
    internal IReadOnlyList<SubjectRef> Exempt(IReadOnlyList<SubjectRef> before) => InOrder(_all.Where(choice => choice.IsExempt), before);

    /// <summary>Shows another rule.</summary>
    internal void Fill(IReadOnlyList<SubjectRef> caught, IReadOnlyList<SubjectRef> exempt) => Rebuild(
    [
        .. caught.Select(name => new Selection(name, IsCaught: true, IsExempt: false)),
        .. exempt.Select(name => new Selection(name, IsCaught: false, IsExempt: true)),
    ]);

    /// <summary>Takes over what XProtect lists; a selection is never lost by it.</summary>
    internal void Merge(IReadOnlyList<ListedSubject> listed)
    {
        List<Selection> selected =
        [
            .. _all
                .Where(choice => choice.IsCaught || choice.IsExempt || choice.Named.Count > 0)
                .SelectMany(choice => NamesOf(choice).Select(name => new Selection(name, choice.IsCaught, choice.IsExempt))),
        ];
        _listed = listed;
        Rebuild(selected);
    }

    /// <summary>Adds one that is not listed, by SID or name, and selects it. False when the text is blank.</summary>
    public bool Add(string text)
    {
        string trimmed = text.Trim();
        if (trimmed.Length == 0)
        {
            return false;
        }

        SubjectRef name = trimmed.StartsWith("S-1-", StringComparison.OrdinalIgnoreCase) ? new SubjectRef(trimmed, null) : new SubjectRef(null, trimmed);
        SubjectChoice choice = Find(name) ?? AddUnlisted(name);
        choice.IsCaught = true;
        Show();
        RaiseEdited();
        return true;
    }

    private static IEnumerable<SubjectRef> NamesOf(SubjectChoice choice) =>
        choice.Named.Count > 0 ? choice.Named : [new SubjectRef(choice.Id, choice.Name)];

    private static List<SubjectRef> InOrder(IEnumerable<SubjectChoice> chosen, IReadOnlyList<SubjectRef> before)
    {
        List<SubjectRef> left = [.. chosen.SelectMany(NamesOf)];
        List<SubjectRef> sorted = [.. before.Where(left.Remove)];
        sorted.AddRange(left);
        return sorted;
    }

    private static bool Means(string written, string name) =>
        string.Equals(written, name, StringComparison.OrdinalIgnoreCase)
        || (written.IndexOf('\\') < 0 && name.EndsWith("\\" + written, StringComparison.OrdinalIgnoreCase));

    private void Rebuild(IReadOnlyList<Selection> selected)
    {
        _all.Clear();
        _all.AddRange(_listed
            .GroupBy(one => one.Id, StringComparer.OrdinalIgnoreCase)
            .Select(same => Watched(new SubjectChoice { Id = same.Key, Name = same.First().Name, Detail = same.First().Detail })));
        foreach (Selection selection in selected)
        {
            SubjectChoice choice = Find(selection.Name) ?? AddUnlisted(selection.Name);
            if (!choice.Named.Contains(selection.Name))
            {
                choice.Named.Add(selection.Name);
            }

            // A rule may name somebody on both sides; exempt wins, as it does when the rule is applied.
            if (selection.IsExempt)
            {
                choice.IsExempt = true;
            }
            else if (selection.IsCaught && !choice.IsExempt)
            {
                choice.IsCaught = true;
            }
        }

        Show();
    }

    /// <summary>By id where there is one; by name only when the name means exactly one.</summary>
    private SubjectChoice? Find(SubjectRef name)
    {
        if (!string.IsNullOrWhiteSpace(name.Id))
        {
            return _all.Find(choice => string.Equals(choice.Id, name.Id, StringComparison.OrdinalIgnoreCase));
        }

        List<SubjectChoice> same = _all.FindAll(choice => Means(name.Name ?? "", choice.Name));
        return same.Count == 1 ? same[0] : same.Find(choice => string.Equals(choice.Name, name.Name, StringComparison.OrdinalIgnoreCase));
    }

    private SubjectChoice AddUnlisted(SubjectRef name)
    {
        // While nothing is listed nobody knows whether it is gone.
        bool isGone = _listed.Count > 0;
        SubjectChoice choice = Watched(new SubjectChoice
        {
            Id = name.Id,
            Name = string.IsNullOrWhiteSpace(name.Name) ? name.Id ?? "" : name.Name!,
            IsListed = !isGone,
            Detail = isGone ? _notListed : "",
        });
        _all.Add(choice);
        return choice;
    }

    private SubjectChoice Watched(SubjectChoice choice)
    {
        choice.Edited += (_, _) =>
        {
            Tell(nameof(Count));
            RaiseEdited();
        };
        return choice;
    }

    private void Show()
    {
        Shown.Clear();
        IEnumerable<SubjectChoice> shown = _all
            .Where(choice => _filter.Length == 0 || choice.Name.IndexOf(_filter, StringComparison.OrdinalIgnoreCase) >= 0)
            .OrderBy(choice => choice.IsCaught || choice.IsExempt ? 0 : 1)
            .ThenBy(choice => choice.Name, StringComparer.OrdinalIgnoreCase);
        foreach (SubjectChoice choice in shown)
        {
            Shown.Add(choice);
        }

        Tell(nameof(Count));
    }

    private sealed record Selection(SubjectRef Name, bool IsCaught, bool IsExempt);
}
