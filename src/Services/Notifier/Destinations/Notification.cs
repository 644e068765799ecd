using Auditor.Contracts;

namespace Auditor.Notifier.Destinations;

/// <summary>One entry on its way to one destination.</summary>
/// <param name="SubscriptionId">The subscription that it goes out for.</param>
/// <param name="Position">Its position in the log.</param>
/// <param name="Entry">What is known of the entry here, its position included.</param>
/// <param name="Attested">
/// The entry's attested bytes as text: canonical JSON, with fields that are not known here. Whoever puts it into a body as it is enables
/// the receiver to check it against the log.
/// </param>
/// <param name="AskedBy">The live rules that asked for this notification, by the channels of the subscription; empty when none had to ask.</param>
internal sealed record Notification(Guid SubscriptionId, long Position, AuditEntry Entry, string Attested, IReadOnlyList<RuleMatch> AskedBy);
