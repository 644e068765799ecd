using Auditor.Contracts;
using Auditor.WebConsole.Services;

namespace Auditor.WebConsole.Log;

/// <summary>One entry, to be shown.</summary>
/// <param name="EntryId">Its id.</param>
/// <param name="Filter">What the list beside it shows.</param>
/// <param name="Zone">In which times are shown.</param>
/// <param name="Entry">Null when there is a problem.</param>
/// <param name="Difference">Of its states.</param>
/// <param name="Problem">Why it cannot be shown; null when all is well.</param>
public sealed record EntryDetail(
    Guid EntryId, LogFilter Filter, TimeZoneInfo Zone, AuditEntry? Entry, EntryDifference Difference, ServiceException? Problem);
