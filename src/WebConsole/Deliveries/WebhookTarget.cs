namespace Auditor.WebConsole.Deliveries;

/// <summary>An address that is called.</summary>
public sealed record WebhookTarget
{
    public string Url { get; init; } = "";
}
