using Auditor.Contracts;

namespace Auditor.Notifier.Following;

/// <summary>The log, by position.</summary>
internal interface ILogReader
{
    /// <summary>What the log has from a position on; an empty page at its end. Null only asks how far it goes.</summary>
    /// <exception cref="LogUnavailableException">AuditWriter does not answer.</exception>
    Task<LogPage> ReadAsync(long? from, CancellationToken cancellation);
}
