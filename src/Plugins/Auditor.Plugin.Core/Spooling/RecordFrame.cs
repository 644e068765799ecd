using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Auditor.Plugin.Core.Spooling;

/// <summary>
/// How a record stands in a segment file: mark, length, sequence number, time of observation, then the seal over these and what is
/// stored, then what is stored. Numbers are little-endian.
/// </summary>
internal static class RecordFrame
{
    /// <summary>Bytes before the seal.</summary>
    public const int HeaderLength = 24;

    /// <summary>Bytes before what is stored.</summary>
    public const int Overhead = HeaderLength + RecordCipher.SealLength;

    /// <summary>Nothing longer was ever written: an activity has at most 4 MB, and a little more when it is encrypted.</summary>
    public const int LongestStored = 64 * 1024 * 1024;

    // "aud1": where a record may start, when the one before it is damaged.
    private const uint Mark = 0x31647561;

    public static byte[] Write(SpooledRecord record, RecordCipher cipher)
    {
        byte[] stored = cipher.Encrypt(record.Body);
        var header = new byte[HeaderLength];
        BinaryPrimitives.WriteUInt32LittleEndian(header, Mark);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(4), stored.Length);
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(8), record.Sequence);
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(16), record.ObservedAt.UtcTicks);
        byte[] frame = new byte[Overhead + stored.Length];
        Buffer.BlockCopy(header, 0, frame, 0, HeaderLength);
        Buffer.BlockCopy(cipher.Seal(header, stored), 0, frame, HeaderLength, RecordCipher.SealLength);
        Buffer.BlockCopy(stored, 0, frame, Overhead, stored.Length);
        return frame;
    }

    /// <summary>What a header says, or null when it is none.</summary>
    public static FrameHeader? ReadHeader(ReadOnlySpan<byte> header)
    {
        if (header.Length < HeaderLength || BinaryPrimitives.ReadUInt32LittleEndian(header) != Mark)
        {
            return null;
        }

        int stored = BinaryPrimitives.ReadInt32LittleEndian(header.Slice(4));
        long sequence = BinaryPrimitives.ReadInt64LittleEndian(header.Slice(8));
        long ticks = BinaryPrimitives.ReadInt64LittleEndian(header.Slice(16));
        return stored is >= 0 and <= LongestStored && sequence >= 1 && ticks >= 0 && ticks <= DateTimeOffset.MaxValue.Ticks
            ? new FrameHeader(stored, sequence, ticks)
            : null;
    }

    /// <summary>The record whose frame starts at the position of the stream, or null when there is no whole and undamaged one.</summary>
    public static SpooledRecord? Read(Stream stream, RecordCipher cipher)
    {
        var header = new byte[HeaderLength];
        var seal = new byte[RecordCipher.SealLength];
        if (!Fill(stream, header) || ReadHeader(header) is not { } said || !Fill(stream, seal) || stream.Length - stream.Position < said.StoredLength)
        {
            return null;
        }

        var stored = new byte[said.StoredLength];
        if (!Fill(stream, stored) || !SameBytes(cipher.Seal(header, stored), seal))
        {
            return null;
        }

        try
        {
            return new SpooledRecord(said.Sequence, new DateTimeOffset(said.ObservedTicks, TimeSpan.Zero), cipher.Decrypt(stored));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    public static bool Fill(Stream stream, byte[] buffer)
    {
        int filled = 0;
        while (filled < buffer.Length)
        {
            int read = stream.Read(buffer, filled, buffer.Length - filled);
            if (read == 0)
            {
                return false;
            }

            filled += read;
        }

        return true;
    }

    private static bool SameBytes(byte[] computed, byte[] found)
    {
        int difference = 0;
        for (int i = 0; i < computed.Length; i++)
        {
            difference |= computed[i] ^ found[i];
        }

        return difference == 0;
    }
}

/// <param name="StoredLength">Bytes behind the seal.</param>
/// <param name="Sequence">Sequence number.</param>
/// <param name="ObservedTicks">UTC.</param>
[System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
internal readonly record struct FrameHeader(int StoredLength, long Sequence, long ObservedTicks);
