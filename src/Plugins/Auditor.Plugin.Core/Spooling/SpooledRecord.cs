namespace Auditor.Plugin.Core.Spooling;

/// <param name="Sequence">Sequence number within the client session.</param>
/// <param name="ObservedAt">UTC.</param>
/// <param name="Body">The activity as UTF-8 JSON.</param>
internal sealed record SpooledRecord(long Sequence, DateTimeOffset ObservedAt, byte[] Body);
