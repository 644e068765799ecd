namespace Auditor.Plugin.Core.Clients;

/// <summary>Makes ids of facts that are born in this process: UUIDv7 (RFC 9562), which the frameworks of the hosts cannot make.</summary>
public static class ActivityIds
{
    /// <summary>
    /// A new id that sorts by its moment, down to a quarter of a microsecond. Ids of the same moment are in no order among themselves:
    /// the order of facts is told by their sequence numbers.
    /// </summary>
    /// <param name="moment">Any offset; not before 1970 (such a moment counts as 1970).</param>
    public static Guid New(DateTimeOffset moment)
    {
        long ticks = Math.Max(0, moment.UtcTicks - UnixEpochTicks);
        long milliseconds = ticks / TimeSpan.TicksPerMillisecond;
        // Method 3 of RFC 9562, section 6.2: the twelve bits behind the milliseconds hold their fraction.
        long fraction = (ticks % TimeSpan.TicksPerMillisecond) * 4096 / TimeSpan.TicksPerMillisecond;
        byte[] random = Guid.NewGuid().ToByteArray();
        return new Guid(
            unchecked((int)(milliseconds >> 16)),
            unchecked((short)milliseconds),
            unchecked((short)(0x7000 | fraction)),
            (byte)(0x80 | (random[0] & 0x3F)),
            random[1],
            random[2],
            random[3],
            random[9],
            random[10],
            random[11],
            random[12]);
    }

    private const long UnixEpochTicks = 621_355_968_000_000_000;
}
