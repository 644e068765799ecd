using System.Buffers;
using System.Globalization;
using System.Text;

namespace Auditor.AuditWriter.Exporting;

/// <summary>
/// One entry in a file of JSON Lines: <c>{"position":n,"entry":...}</c>, the entry byte for byte as the log attests it. Its canonical
/// form has no line breaks. The position is null while there is none.
/// </summary>
internal static class EntryLine
{
    public static void Write(IBufferWriter<byte> line, long? position, ReadOnlySpan<byte> attested)
    {
        line.Write("{\"position\":"u8);
        line.Write(Encoding.ASCII.GetBytes(position?.ToString(CultureInfo.InvariantCulture) ?? "null"));
        line.Write(",\"entry\":"u8);
        line.Write(attested);
        line.Write("}\n"u8);
    }
}
