namespace Auditor.Plugin.Core.Delivering;

/// <param name="Id">The delivery id.</param>
/// <param name="Body">The report, the same bytes each time.</param>
internal sealed record BrokerReport(Guid Id, byte[] Body);
