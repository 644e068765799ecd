namespace Auditor.Hosting.Bus;

/// <summary>A message as it came, whatever it is: for queues on which anyone may have put anything.</summary>
/// <param name="Bytes">The body, byte for byte.</param>
/// <param name="ContentType">As the publisher stated it.</param>
/// <param name="PublishedBy">The broker user, vouched for by the broker; null when the publisher set no user-id.</param>
/// <param name="DeadLetteredFrom">The queue that gave up on it, when it is a dead letter.</param>
/// <param name="Problem">What is wrong with it, when a service handed it over.</param>
public sealed record ReceivedBody(ReadOnlyMemory<byte> Bytes, string? ContentType, string? PublishedBy, string? DeadLetteredFrom, string? Problem = null);
