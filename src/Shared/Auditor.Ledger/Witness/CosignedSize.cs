using System.Globalization;

namespace Auditor.Ledger;

/// <summary>The body with which a witness refuses an old size that is not its own (C2SP tlog-witness): the size of the checkpoint that it cosigned last, and a newline.</summary>
public static class CosignedSize
{
    public const string MediaType = "text/x.tlog.size";

    public static string ToText(long size) => size.ToString(CultureInfo.InvariantCulture) + "\n";

    /// <summary>Null when it is nothing of the kind.</summary>
    public static long? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.EndsWith('\n') && TilePath.TryParseNumber(text.AsSpan(0, text.Length - 1), out long size) ? size : null;
    }
}
