namespace Auditor.Faults.Checking;

/// <summary>What a check found wrong: how much of it, and the first of it in words.</summary>
internal sealed class Findings(string check)
{
    private const int Shown = 10;

    private readonly List<string> _first = [];

    /// <summary>What was checked, in words.</summary>
    public string Check => check;

    public long Count { get; private set; }

    public IReadOnlyList<string> First => _first;

    public void Add(string difference)
    {
        Count++;
        if (_first.Count < Shown)
        {
            _first.Add(difference);
        }
    }

    public void Require(bool holds, Func<string> difference)
    {
        if (!holds)
        {
            Add(difference());
        }
    }
}
