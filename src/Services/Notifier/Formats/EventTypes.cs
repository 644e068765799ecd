using Auditor.Contracts;
using Auditor.Wire;

namespace Auditor.Notifier.Formats;

/// <summary>What happened, in one word for receivers.</summary>
internal static class EventTypes
{
    /// <summary>
    /// Resource and action in lower case, like <c>independent_playback.enable</c>: words of <c>[a-z0-9_]</c>, as the Standard Webhooks
    /// specification recommends.
    /// </summary>
    public static string Of(AuditEntry entry) => Word(entry.AuditableResource) + "." + Word(entry.AuditableAction);

    private static string Word(string text) => RoutingKeys.Word(text).Replace('-', '_').ToLowerInvariant();
}
