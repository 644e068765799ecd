namespace Auditor.Plugin.Core.Sending;

/// <param name="Exchange">One of <c>Exchanges</c>.</param>
/// <param name="RoutingKey">See docs/wire.md.</param>
/// <param name="Id">Of the fact in it; the same on every retry.</param>
/// <param name="Body">UTF-8 JSON.</param>
/// <param name="About">The fact whose trace it belongs to, when that is another: a report on an entry is in the entry's.</param>
public sealed record BrokerMessage(string Exchange, string RoutingKey, Guid Id, byte[] Body, Guid? About = null);
