using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Auditor.AuditWriter.Sequencing;

namespace Auditor.AuditWriter.Retention;

/// <summary>Says that a dry run was made, at which moment and by which policies. Only a writer of this log can make one.</summary>
/// <param name="PolicyRevision">Of the policies.</param>
/// <param name="AsOf">When it began (UTC).</param>
internal sealed record RetentionToken(long PolicyRevision, DateTimeOffset AsOf)
{
    public string Sign(LedgerKey key) => $"{Words}.{Base64Url.EncodeToString(key.Seal(Purpose(Words)))}";

    /// <summary>Null when it is no token of this log.</summary>
    public static RetentionToken? Read(string? text, LedgerKey key)
    {
        string[] parts = text?.Split('.') ?? [];
        if (parts.Length != 3
            || !long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out long revision)
            || !long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out long ticks)
            || ticks > DateTimeOffset.MaxValue.UtcTicks)
        {
            return null;
        }

        var token = new RetentionToken(revision, new DateTimeOffset(ticks, TimeSpan.Zero));
        return string.Equals(token.Sign(key), text, StringComparison.Ordinal) ? token : null;
    }

    private string Words => string.Create(CultureInfo.InvariantCulture, $"{PolicyRevision}.{AsOf.UtcTicks}");

    // An entry begins with a brace, so that none can be taken for a token.
    private static byte[] Purpose(string words) => Encoding.UTF8.GetBytes("auditor retention dry run v1\n" + words);
}
