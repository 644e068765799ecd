using System.ComponentModel.DataAnnotations;

namespace Auditor.Notifier;

/// <summary>How Notifier delivers. Section <c>Auditor:Notifier</c>.</summary>
public sealed class NotifierOptions
{
    public const string Section = "Auditor:Notifier";

    /// <summary>File of the key that secrets are encrypted with, made when it is not there. Empty: <c>notifier.key</c> in the store's folder. Every Notifier of one store needs the same.</summary>
    public string SecretsKeyFile { get; set; } = "";

    /// <summary>How long a destination that takes nothing is tried before its subscription is disabled.</summary>
    [Range(1, 365, ErrorMessage = "Auditor:Notifier:GiveUpDays must be from 1 to 365.")]
    public int GiveUpDays { get; set; } = 7;

    /// <summary>Longest pause between two tries, unless the receiver asks for a longer one.</summary>
    [Range(1, 1_440, ErrorMessage = "Auditor:Notifier:LongestRetryMinutes must be from 1 to 1440.")]
    public int LongestRetryMinutes { get; set; } = 10;

    /// <summary>How long a Notifier that is not heard of keeps its subscriptions.</summary>
    [Range(2, 300, ErrorMessage = "Auditor:Notifier:LeaseSeconds must be from 2 to 300.")]
    public int LeaseSeconds { get; set; } = 15;

    /// <summary>Subscriptions, at most.</summary>
    [Range(1, 10_000, ErrorMessage = "Auditor:Notifier:MostSubscriptions must be from 1 to 10000.")]
    public int MostSubscriptions { get; set; } = 1_000;
}
