using VideoOS.Platform.Data;

namespace Auditor.XProtectSimulator;

/// <param name="At">When it arrived.</param>
/// <param name="Event">As it was sent.</param>
/// <param name="RelatedId">Object id of the message's related object.</param>
public sealed record ReceivedEvent(DateTimeOffset At, AnalyticsEvent Event, Guid? RelatedId);
