namespace Auditor.Notifier.Tests.Webhooks;

internal sealed record ReceivedRequest(string Method, string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body);
