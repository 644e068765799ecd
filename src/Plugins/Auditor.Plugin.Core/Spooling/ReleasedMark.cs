using System.Buffers.Binary;

namespace Auditor.Plugin.Core.Spooling;

/// <summary>
/// Remembers up to which number a session's activities are safe on the other side. It may be lost or old: then some are sent again, and the
/// log still holds them once.
/// </summary>
internal sealed class ReleasedMark(string sessionFolder)
{
    private const int Length = 16;
    private readonly string _path = Path.Combine(sessionFolder, SessionFolder.ReleasedName);

    /// <summary>0 when nothing is remembered, or nothing that can be trusted.</summary>
    public long Read()
    {
        try
        {
            byte[] bytes = File.Exists(_path) ? File.ReadAllBytes(_path) : [];
            long value = bytes.Length == Length ? BinaryPrimitives.ReadInt64LittleEndian(bytes) : 0;
            return value > 0 && BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(8)) == ~value ? value : 0;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }

    /// <exception cref="IOException">It cannot be written.</exception>
    public void Write(long value)
    {
        var bytes = new byte[Length];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(8), ~value);
        using var file = new FileStream(_path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read);
        file.Write(bytes, 0, Length);
    }
}
