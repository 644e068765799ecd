namespace Auditor.Notifier.Destinations.Webhooks;

/// <summary>A receiver's certificate is not accepted; the message says why, in words that follow "is refused: ".</summary>
internal sealed class CertificateRefusedException(string why) : Exception(why);
