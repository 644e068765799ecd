namespace Auditor.Rules;

/// <summary>Numbers for the keys of one kind, such as camera ids. Keys ignore case; a blank one is none.</summary>
internal sealed class KeyNumbers
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The key's number, taken from <paramref name="next"/> when the key is new; false when it is blank.</summary>
    public bool TryNumber(string? key, ref int next, out int number)
    {
        number = 0;
        if (string.IsNullOrWhiteSpace(key))
        {
            return false;
        }

        if (!_numbers.TryGetValue(key!, out number))
        {
            _numbers.Add(key!, number = next++);
        }

        return true;
    }

    /// <summary>False when no rule names the key.</summary>
    public bool TryFind(string? key, out int number)
    {
        number = 0;
        return key is not null && _numbers.TryGetValue(key, out number);
    }
}
