namespace Auditor.WebConsole.Services;

/// <summary>The services that the pages ask.</summary>
/// <param name="Writer">AuditWriter.</param>
/// <param name="Rules">RuleService.</param>
/// <param name="Notifier">Notifier.</param>
/// <param name="InOneProcess">Whether all of them are this very process.</param>
internal sealed record ServiceClients(ServiceClient Writer, ServiceClient Rules, ServiceClient Notifier, bool InOneProcess)
{
    /// <summary>One for each process.</summary>
    public IReadOnlyList<ServiceClient> Apart => InOneProcess ? [Writer] : [Writer, Rules, Notifier];
}
