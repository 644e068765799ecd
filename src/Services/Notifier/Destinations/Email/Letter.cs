namespace Auditor.Notifier.Destinations.Email;

/// <summary>A mail, before it has an envelope.</summary>
/// <param name="MessageId">Without angle brackets (RFC 5322, 3.6.4); the same for the same entries.</param>
/// <param name="Subject">One line.</param>
/// <param name="Text">For those who read plain text.</param>
/// <param name="Html">The same as a page.</param>
internal sealed record Letter(string MessageId, string Subject, string Text, string Html);
