namespace Auditor.AuditWriter.Witnessing;

/// <summary>A witness could not be reached, or is not one.</summary>
/// <param name="message">What happened, to stand behind the witness's name.</param>
/// <param name="disputes">It is there, and what it has speaks against this log's key: a person has to look at once.</param>
/// <param name="cause">What lies behind it.</param>
internal sealed class WitnessException(string message, bool disputes = false, Exception? cause = null) : Exception(message, cause)
{
    public bool Disputes => disputes;
}
