namespace Auditor.Notifier.Destinations;

/// <summary>Why a receiver did not acknowledge.</summary>
/// <param name="Reason">For a person: what the receiver said, or what went wrong on the way; no secrets, no personal data.</param>
/// <param name="RetryAfter">When the receiver asked to be tried again, if it did.</param>
/// <param name="Final">True when the receiver said that it wants nothing any more (HTTP 410): the subscription is disabled.</param>
internal sealed record DeliveryFailure(string Reason, TimeSpan? RetryAfter = null, bool Final = false);
