using System.IO.Compression;
using System.Security.Cryptography;

namespace Auditor.Ledger;

/// <summary>
/// The zip archive of a bundle that somebody hands over: names that could be mistaken, sizes that are out of all proportion and
/// files that lie upon each other are refused before anything is unpacked, and nothing is ever unpacked to a disk.
/// </summary>
internal sealed class EvidenceArchive : ITileReader, IDisposable
{
    private const int MostFiles = 1_000_000;
    private const int LongestName = 200;
    private const int LargestSmallFile = 64 << 20;

    /// <summary>Text of entries shrinks to a tenth; what unpacks to more than this many times its size is meant to do harm.</summary>
    private const long LargestRatio = 250;
    private const long AlwaysAllowed = 1 << 20;

    private const int KeptTiles = 1024;

    private readonly ZipArchive _zip;
    private readonly Dictionary<string, ZipArchiveEntry> _files = [];
    private readonly Dictionary<TileAddress, ReadOnlyMemory<byte>> _tiles = [];

    private EvidenceArchive(ZipArchive zip) => _zip = zip;

    public IReadOnlyCollection<string> Names => _files.Keys;

    /// <exception cref="SourceUnreadableException">Not a zip archive, or one that is not to be trusted.</exception>
    public static EvidenceArchive Open(Stream stream)
    {
        try
        {
            var archive = new EvidenceArchive(new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true));
            archive.Check(stream.Length);
            return archive;
        }
        catch (Exception problem) when (problem is InvalidDataException or IOException or ArgumentException or NotSupportedException)
        {
            throw new SourceUnreadableException("The file is no readable zip archive: " + problem.Message, problem);
        }
    }

    public bool Has(string name) => _files.ContainsKey(name);

    /// <summary>The bytes of a file that is not large.</summary>
    /// <exception cref="SourceUnreadableException">It is missing, large, or damaged as an archive.</exception>
    public byte[] Read(string name)
    {
        using Stream stream = OpenFile(name);
        long length = _files[name].Length;
        if (length > LargestSmallFile)
        {
            throw new SourceUnreadableException($"'{name}' has {length} bytes, more than it may have.");
        }

        byte[] bytes = new byte[length + 1];
        int read = Guarded(name, () => stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false));
        return read == length ? bytes[..read] : throw new SourceUnreadableException($"'{name}' has not the length that the archive says.");
    }

    /// <summary>SHA-256 of a file and its length, both read and not believed.</summary>
    public EvidenceFile Digest(string name)
    {
        using Stream stream = OpenFile(name);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = new byte[64 << 10];
        long length = 0;
        for (int read; (read = Guarded(name, () => stream.Read(buffer))) > 0;)
        {
            hash.AppendData(buffer, 0, read);
            length += read;
            if (length > _files[name].Length)
            {
                throw new SourceUnreadableException($"'{name}' is larger than the archive says.");
            }
        }

        return new EvidenceFile(Convert.ToHexStringLower(hash.GetHashAndReset()), length);
    }

    /// <summary>The lines of a file, each valid until the next.</summary>
    /// <exception cref="LedgerFormatException">A line is too long, or the last has no newline.</exception>
    public IEnumerable<ReadOnlyMemory<byte>> Lines(string name)
    {
        using Stream stream = OpenFile(name);
        byte[] buffer = new byte[128 << 10];
        int start = 0;
        int end = 0;
        while (true)
        {
            int newline = buffer.AsSpan(start, end - start).IndexOf((byte)'\n');
            if (newline >= 0)
            {
                yield return buffer.AsMemory(start, newline);
                start += newline + 1;
                continue;
            }

            if (start > 0)
            {
                buffer.AsSpan(start, end - start).CopyTo(buffer);
                end -= start;
                start = 0;
            }

            if (end == buffer.Length)
            {
                if (end >= LargestSmallFile)
                {
                    throw new LedgerFormatException($"A line of '{name}' has more than {LargestSmallFile} bytes.");
                }

                Array.Resize(ref buffer, 2 * end);
            }

            int read = Guarded(name, () => stream.Read(buffer, end, buffer.Length - end));
            if (read == 0)
            {
                if (end > 0)
                {
                    throw new LedgerFormatException($"The last line of '{name}' has no newline: the file was cut off.");
                }

                yield break;
            }

            end += read;
        }
    }

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> Read(TileAddress tile)
    {
        if (!_tiles.TryGetValue(tile, out ReadOnlyMemory<byte> content))
        {
            if (!Has(tile.Path))
            {
                throw new LedgerFormatException($"The bundle has no {tile.Path}, without which its entries cannot be proven.");
            }

            content = Read(tile.Path);
            if (_tiles.Count == KeptTiles)
            {
                _tiles.Clear();
            }

            _tiles.Add(tile, content);
        }

        return content;
    }

    public void Dispose() => _zip.Dispose();

    private void Check(long archiveBytes)
    {
        long packed = 0;
        foreach (ZipArchiveEntry file in _zip.Entries)
        {
            if (!IsPlain(file.FullName))
            {
                throw new SourceUnreadableException($"The archive has a file '{Shown(file.FullName)}', a name that no evidence bundle has.");
            }

            if (!_files.TryAdd(file.FullName, file) || _files.Count > MostFiles)
            {
                throw new SourceUnreadableException($"The archive has '{file.FullName}' twice, or more than {MostFiles} files: what is read would depend on who reads it.");
            }

            packed += file.CompressedLength;
            if (file.Length > AlwaysAllowed + (LargestRatio * file.CompressedLength) || packed > archiveBytes)
            {
                throw new SourceUnreadableException($"'{file.FullName}' would unpack out of all proportion to the archive; it is not unpacked.");
            }
        }
    }

    private static bool IsPlain(string name) =>
        name.Length is > 0 and <= LongestName
        && !name.Any(letter => !(char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_' or '/'))
        && name.Split('/').All(part => part.Length > 0 && part[0] != '.' && part[^1] != '.');

    private static string Shown(string name) => new([.. name.Take(60).Select(letter => letter is >= ' ' and < '\x7f' ? letter : '?')]);

    private Stream OpenFile(string name) =>
        _files.TryGetValue(name, out ZipArchiveEntry? file)
            ? Guarded(name, file.Open)
            : throw new SourceUnreadableException($"The archive has no '{name}': it is no evidence bundle, or not all of one.");

    private static T Guarded<T>(string name, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception problem) when (problem is InvalidDataException or IOException or NotSupportedException)
        {
            throw new SourceUnreadableException($"'{name}' cannot be unpacked: {problem.Message}", problem);
        }
    }
}
