namespace VideoOS.Platform.Messaging;

public abstract class MessageFilter
{
    internal MessageFilter()
    {
    }

    /// <summary>Whether a message that came from a window (null: from none) passes.</summary>
    internal abstract bool Passes(Message message, string window);

    internal static bool SameId(string wanted, string id) =>
        wanted.EndsWith("*", StringComparison.Ordinal)
            ? id.StartsWith(wanted.Substring(0, wanted.Length - 1), StringComparison.Ordinal)
            : string.Equals(wanted, id, StringComparison.Ordinal);
}
