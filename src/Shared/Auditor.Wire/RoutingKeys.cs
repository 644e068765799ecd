using System.Text;
using Auditor.Contracts;

namespace Auditor.Wire;

/// <summary>
/// Routing keys of the topic exchanges. Each word keeps its letters, digits, <c>-</c> and <c>_</c>; anything else becomes
/// <c>_</c>, so that a name with dots or spaces stays one word. At most 80 characters a word.
/// </summary>
public static class RoutingKeys
{
    private const int LongestWord = 80;

    public static string Of(ActivityObserved activity) => Word(activity.Kind) + "." + Word(activity.Site.Name);

    public static string Of(ActivityDecided decided) => Of(decided.Activity);

    public static string Of(ConfigurationChanged change) => Word(change.AuditableResource) + "." + Word(change.AuditableAction);

    public static string Of(AuditEntryAppended appended) => Of(appended.Entry);

    /// <summary><c>&lt;tenant&gt;.&lt;resource&gt;.&lt;action&gt;</c>, also of the feed.</summary>
    public static string Of(AuditEntry entry) => Word(entry.Tenant) + "." + Word(entry.AuditableResource) + "." + Word(entry.AuditableAction);

    /// <summary>One word of a routing key or queue name.</summary>
    public static string Word(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "_";
        }

        var word = new StringBuilder(Math.Min(text!.Length, LongestWord));
        foreach (char c in text)
        {
            if (word.Length == LongestWord)
            {
                break;
            }

            // Only ASCII: an AMQP short string holds 255 bytes, not characters.
            word.Append(c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '-' or '_' ? c : '_');
        }

        return word.ToString();
    }
}
