namespace Auditor.AuditWriter.Verifying;

/// <summary>The verifications that this process knows of.</summary>
/// <param name="Running">The one under way; absent when there is none.</param>
/// <param name="Last">The last that came to a result, by whichever process: the log has it. Absent when the log was never verified by a service.</param>
public sealed record VerificationState(Verification? Running, Verification? Last);
