namespace Auditor.WebConsole.Services;

/// <summary>The services that the pages ask. In one process with all of them the three are the same pipeline.</summary>
internal sealed record ServiceClients(ServiceClient Writer, ServiceClient Rules, ServiceClient Notifier);
