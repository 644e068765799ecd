namespace Auditor.Ledger;

/// <summary>
/// Tells from leaf hashes what happened to entries: the signed leaf of a position that is found at another place was moved, one that is
/// found nowhere was changed or removed, and so on. The positions that only stand elsewhere because of it are not named again.
/// </summary>
internal sealed class DifferenceNaming
{
    private readonly Dictionary<long, TreeHash> _signed = [];
    private readonly Dictionary<long, TreeHash> _presented = [];
    private readonly Dictionary<TreeHash, long> _signedAt = [];
    private readonly Dictionary<TreeHash, long> _presentedAt = [];
    private readonly HashSet<TreeHash> _presentedTwice = [];
    private readonly HashSet<long> _explained = [];
    private readonly IReadOnlyList<LeafDifference> _differences;

    /// <param name="differences">By position.</param>
    /// <param name="next">What is signed, and presented, behind the last of them, if that is known.</param>
    /// <param name="pushedOut">The leaf hash of what is presented behind the end of the log, and where; null without such.</param>
    public DifferenceNaming(IReadOnlyList<LeafDifference> differences, LeafDifference? next, (long Position, TreeHash Hash)? pushedOut)
    {
        if (pushedOut is { } behindTheEnd)
        {
            _presentedAt[behindTheEnd.Hash] = behindTheEnd.Position;
        }

        _differences = differences;
        foreach (LeafDifference difference in next is { } behind ? [.. differences, behind] : differences)
        {
            _signed[difference.Position] = difference.Signed;
            _signedAt.TryAdd(difference.Signed, difference.Position);
            if (difference.Presented is { } presented)
            {
                _presented[difference.Position] = presented;
                if (!_presentedAt.TryAdd(presented, difference.Position))
                {
                    _presentedTwice.Add(presented);
                }
            }
        }
    }

    /// <summary>How many entries are missing at the end only because those before them moved up.</summary>
    public long MovedUp { get; private set; }

    /// <summary>Whether what is presented at a position is an entry of the signed log, though it belongs elsewhere.</summary>
    public bool IsSigned(long position) => _presented.TryGetValue(position, out TreeHash presented) && IsSigned(presented);

    /// <summary>Whether a leaf is among those that are signed and not presented where they belong.</summary>
    public bool IsSigned(in TreeHash leaf) => _signedAt.ContainsKey(leaf);

    /// <summary>Where such a leaf belongs.</summary>
    public long SignedPositionOf(in TreeHash leaf) => _signedAt[leaf];

    /// <summary>The faults, by position; entries that are just missing are not among them.</summary>
    public IEnumerable<LogFault> Name()
    {
        foreach (LeafDifference difference in _differences)
        {
            if (difference.Presented is { } presented && presented != difference.Signed && !_explained.Contains(difference.Position))
            {
                yield return Name(difference.Position, difference.Signed, presented);
            }
        }
    }

    private LogFault Name(long position, TreeHash signed, TreeHash presented)
    {
        long? foundAt = _presentedAt.TryGetValue(signed, out long found) ? found : null;
        long? belongsAt = _signedAt.TryGetValue(presented, out long belongs) && !_presentedTwice.Contains(presented) ? belongs : null;
        if (foundAt is { } at && belongsAt is { } from)
        {
            _explained.Add(at);
            _explained.Add(from);
            ExplainFollowing(position, from - position);
            ExplainFollowing(position, position - at);
            return Fault(FaultKind.Reordered, position, null, $"The entries were reordered: what was logged at position {position} is found at position {at}, and at {position} is found what was logged at {from}.");
        }

        if (foundAt > position)
        {
            long count = foundAt.Value - position;
            Explain(position, -count);
            return Fault(
                FaultKind.Inserted,
                position,
                count == 1 ? null : foundAt - 1,
                $"{(count == 1 ? "An entry was" : $"{count} entries were")} inserted at position {position} that {(count == 1 ? "was" : "were")} never logged there; what was logged there stands {count} place(s) later.");
        }

        if (belongsAt > position && IsRemoval(position, belongsAt.Value))
        {
            long count = belongsAt.Value - position;
            Explain(position, count);
            MovedUp += count;
            return Fault(
                FaultKind.Removed,
                position,
                count == 1 ? null : belongsAt - 1,
                $"{(count == 1 ? "The entry that was" : $"The {count} entries that were")} logged at position {position} {(count == 1 ? "was" : "and after it were")} removed; the entries behind moved up.");
        }

        return Fault(FaultKind.Changed, position, null, $"The entry at position {position} is not the one that was logged there: its content was changed or replaced after it was signed.");
    }

    /// <summary>Whether the entries behind moved up too; a copy of a later entry alone is no removal.</summary>
    private bool IsRemoval(long position, long belongsAt)
    {
        bool nextMoved = _presented.TryGetValue(position + 1, out TreeHash next) && _signed.TryGetValue(belongsAt + 1, out TreeHash following) && next == following;
        bool last = !_signed.ContainsKey(belongsAt + 1);
        return nextMoved || last;
    }

    /// <summary>The positions behind at which stands what was signed <paramref name="shift"/> places later.</summary>
    private void Explain(long position, long shift)
    {
        if (shift < 0)
        {
            for (long inserted = position + 1; inserted < position - shift; inserted++)
            {
                _explained.Add(inserted);
            }

            position -= shift + 1;
        }

        ExplainFollowing(position, shift);
    }

    private void ExplainFollowing(long position, long shift)
    {
        for (long at = position + 1; _presented.TryGetValue(at, out TreeHash presented) && _signed.TryGetValue(at + shift, out TreeHash signed) && presented == signed; at++)
        {
            _explained.Add(at);
        }
    }

    private static LogFault Fault(FaultKind kind, long position, long? last, string message) =>
        new() { Kind = kind, Position = position, LastPosition = last, Message = message };
}
