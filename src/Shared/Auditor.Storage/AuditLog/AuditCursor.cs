using System.Globalization;

namespace Auditor.Storage;

/// <summary>A place between two entries. As text it is opaque to callers and safe in a URL.</summary>
/// <param name="OccurredAt">Of the last entry seen (UTC).</param>
/// <param name="EntryId">Of the last entry seen.</param>
public sealed record AuditCursor(DateTimeOffset OccurredAt, Guid EntryId)
{
    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{OccurredAt.UtcTicks:x}-{EntryId:n}");

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static bool TryParse(string? text, out AuditCursor? cursor)
    {
        cursor = null;
        int dash = text?.IndexOf('-', StringComparison.Ordinal) ?? -1;
        if (dash < 1
            || !long.TryParse(text.AsSpan(0, dash), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out long ticks)
            || ticks < 0 || ticks > DateTimeOffset.MaxValue.UtcTicks
            || !Guid.TryParseExact(text.AsSpan(dash + 1), "n", out Guid id))
        {
            return false;
        }

        cursor = new AuditCursor(new DateTimeOffset(ticks, TimeSpan.Zero), id);
        return true;
    }
}
