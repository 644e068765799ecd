using System.Text.RegularExpressions;
using Auditor.Contracts;

namespace Auditor.Notifier.Destinations.Feed;

/// <summary>Names of exchanges that a feed may publish on: no subscription reaches the exchanges that the services talk over.</summary>
internal static partial class FeedExchange
{
    public const string Allowed = $"'{Exchanges.Entries}', or '{Exchanges.Entries}.' and a name of up to 64 letters, digits, '-' and '_'";

    public static bool IsAllowed(string name) => Name().IsMatch(name);

    [GeneratedRegex("^auditor\\.entries(\\.[A-Za-z0-9_-]{1,64})?\\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Name();
}
