namespace Auditor.Rules;

/// <summary>
/// Texts in the order in which they came, each once. Rules that match together have a handful of texts, for which looking through
/// them is several times cheaper than hashing; many are hashed.
/// </summary>
internal sealed class DistinctTexts(StringComparer comparer)
{
    private const int Handful = 16;

    private readonly List<string> _texts = [];
    private HashSet<string>? _seen;

    public IReadOnlyList<string> InOrder => _texts;

    public void Add(string text)
    {
        if (_seen is null && _texts.Count == Handful)
        {
            _seen = new HashSet<string>(_texts, comparer);
        }

        if (_seen is null ? IsNew(text) : _seen.Add(text))
        {
            _texts.Add(text);
        }
    }

    private bool IsNew(string text)
    {
        foreach (string known in _texts)
        {
            if (comparer.Equals(known, text))
            {
                return false;
            }
        }

        return true;
    }
}
