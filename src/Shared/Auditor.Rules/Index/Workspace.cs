namespace Auditor.Rules;

/// <summary>
/// What one decision needs to think, kept per thread, so that an activity that no rule matches allocates nothing.
/// Holds numbers only, hence keeps no rule book alive.
/// </summary>
internal sealed class Workspace
{
    [ThreadStatic]
    private static Workspace? t_own;

    /// <summary>Rules with specified cameras that name the actor.</summary>
    public RuleBits Caught { get; } = new();

    /// <summary>Rules that exclude the actor.</summary>
    public RuleBits Excluded { get; } = new();

    /// <summary>Rules that concern actor and cameras.</summary>
    public RuleBits Found { get; } = new();

    /// <summary>The ordinals of the result, ascending.</summary>
    public List<int> Ordinals { get; } = [];

    /// <summary>This thread's own, emptied, with room for a book of that many words.</summary>
    public static Workspace ForThisThread(int wordCount)
    {
        Workspace own = t_own ??= new Workspace();
        own.Caught.Reset(wordCount);
        own.Excluded.Reset(wordCount);
        own.Found.Reset(wordCount);
        own.Ordinals.Clear();
        return own;
    }
}
