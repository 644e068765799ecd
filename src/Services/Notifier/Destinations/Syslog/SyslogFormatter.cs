using System.Globalization;
using System.Text;
using Auditor.Contracts;
using Auditor.Notifier.Formats;
using Auditor.Storage;

namespace Auditor.Notifier.Destinations.Syslog;

/// <summary>Writes messages of RFC 5424, framed by octet counting (RFC 6587, 3.4.1; RFC 5425, 4.3).</summary>
internal sealed class SyslogFormatter(SyslogSettings settings, SyslogOptions options, string machine, int processId)
{
    private const string AppName = "auditor";
    private const string NilValue = "-";
    private const char ByteOrderMark = '\uFEFF';
    private const int ByteOrderMarkBytes = 3;
    private const int LongestMessageId = 32;

    /// <summary>What the structured data leaves to the words, at the least.</summary>
    private const int RoomForWords = 400;

    private readonly string _host = Printable(options.HostName.Length > 0 ? options.HostName : machine, 255);

    /// <summary>Length, space, message.</summary>
    public byte[] Frame(Notification notification)
    {
        string message = Message(notification);
        return Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Encoding.UTF8.GetByteCount(message)} {message}"));
    }

    private string Message(Notification notification)
    {
        AuditEntry entry = notification.Entry;
        string header = string.Create(
            CultureInfo.InvariantCulture,
            $"<{(settings.Facility * 8) + Severity(entry)}>1 {entry.OccurredAt.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'} {_host} {AppName} {processId} {MessageId(entry)} ");
        int room = options.MaximumBytes - header.Length;
        if (settings.Format == SyslogFormats.Cef)
        {
            // Readers of CEF look for "CEF:" where the message begins; a byte order mark would stand in their way.
            return $"{header}{NilValue} {Cef.Line(notification, room - NilValue.Length - 1, _host)}";
        }

        string data = StructuredData.Of(notification, options.EnterpriseNumber, room - RoomForWords);
        room -= Encoding.UTF8.GetByteCount(data) + 1 + ByteOrderMarkBytes;
        return $"{header}{data} {ByteOrderMark}{CleanText.Shortened(EntryInWords.Sentence(entry), room)}";
    }

    /// <summary>RFC 5424, table 2.</summary>
    private static int Severity(AuditEntry entry) => EntrySeverities.Of(entry) switch
    {
        EntrySeverity.Warning => 4,
        EntrySeverity.Notice => 5,
        _ => 6,
    };

    private static string MessageId(AuditEntry entry) => Printable($"{entry.AuditableResource}.{entry.AuditableAction}", LongestMessageId);

    /// <summary>PRINTUSASCII; the nil value when nothing is left.</summary>
    private static string Printable(string text, int longest)
    {
        string printable = string.Concat(text.Take(longest).Select(c => c is > ' ' and <= '~' ? c : '_'));
        return printable.Length > 0 ? printable : NilValue;
    }
}
