using System.ComponentModel.DataAnnotations;

namespace Auditor.Hosting.Bus;

/// <summary>How the bus behaves. Section <c>Auditor:Bus</c>; the broker itself is <c>ConnectionStrings:rabbitmq</c>.</summary>
public sealed class BusOptions
{
    public const string Section = "Auditor:Bus";

    /// <summary>Messages of one queue in hand at a time. Also the largest number that share one write to the store.</summary>
    [Range(1, 10_000, ErrorMessage = "Auditor:Bus:Prefetch must be from 1 to 10000.")]
    public ushort Prefetch { get; set; } = 256;

    /// <summary>How often the broker delivers a message before it gives up on it and hands it to the dead letters.</summary>
    [Range(1, 1_000, ErrorMessage = "Auditor:Bus:DeliveryLimit must be from 1 to 1000.")]
    public int DeliveryLimit { get; set; } = 20;

    /// <summary>How often a consumer tries a message again before the message counts as failed.</summary>
    [Range(0, 100, ErrorMessage = "Auditor:Bus:Retries must be from 0 to 100.")]
    public int Retries { get; set; } = 3;

    /// <summary>Milliseconds between those tries.</summary>
    [Range(1, 60_000, ErrorMessage = "Auditor:Bus:RetryMilliseconds must be from 1 to 60000.")]
    public int RetryMilliseconds { get; set; } = 200;

    /// <summary>
    /// Whether the host declares the exchanges, queues and bindings that it uses. False where the broker has them from
    /// <c>deploy/rabbitmq</c>: then its user needs no permission to declare, and so none to delete.
    /// </summary>
    public bool DeclareTopology { get; set; } = true;
}
