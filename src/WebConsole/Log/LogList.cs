using Auditor.WebConsole.Services;

namespace Auditor.WebConsole.Log;

/// <summary>A page of the log, to be shown.</summary>
/// <param name="Filter">What was asked for.</param>
/// <param name="Zone">In which times are shown.</param>
/// <param name="Page">What there is.</param>
/// <param name="Problem">Why there is nothing; null when all is well.</param>
public sealed record LogList(LogFilter Filter, TimeZoneInfo Zone, EntryPage Page, ServiceException? Problem);
