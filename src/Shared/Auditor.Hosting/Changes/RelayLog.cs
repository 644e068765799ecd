using Microsoft.Extensions.Logging;

namespace Auditor.Hosting.Changes;

internal static partial class RelayLog
{
    [LoggerMessage(EventId = 1301, Level = LogLevel.Information, Message = "Announced {Count} changes of {What}")]
    public static partial void Announced(ILogger logger, int count, string what);

    [LoggerMessage(EventId = 1302, Level = LogLevel.Error, Message = "Changes of {What} cannot be announced; they stay stored and are tried again")]
    public static partial void Waiting(ILogger logger, string what, Exception problem);

    [LoggerMessage(EventId = 1303, Level = LogLevel.Information, Message = "Changes of {What} can be announced again")]
    public static partial void Resumed(ILogger logger, string what);
}
