using System.Globalization;
using System.Text;

namespace Auditor.Ledger;

/// <summary>
/// The head of a log's tree at one size (C2SP tlog-checkpoint), which is the text of a signed note:
/// <code>
/// origin                                               newline
/// leaves, ASCII decimal without leading zeros          newline
/// base64 of the root hash (32 bytes)                   newline
/// extension lines, none of them empty                  newline each
/// </code>
/// </summary>
public sealed record Checkpoint
{
    /// <summary>Which log it is: a URL without scheme, also the name of the log's key.</summary>
    public required string Origin { get; init; }

    /// <summary>Leaves of the tree.</summary>
    public required long Size { get; init; }

    public required TreeHash Root { get; init; }

    /// <summary>Further lines. No monitor can check them, so that our logs write none.</summary>
    public IReadOnlyList<string> Extensions { get; init; } = [];

    /// <summary>Reads the text of a note as a checkpoint, strictly.</summary>
    /// <exception cref="LedgerFormatException">Not a checkpoint; the message names the line.</exception>
    public static Checkpoint Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string[] lines = text.EndsWith('\n') ? text[..^1].Split('\n') : [];
        if (lines.Length < 3 || lines.Contains("", StringComparer.Ordinal))
        {
            throw new LedgerFormatException("A checkpoint has at least three lines, none of them empty, each with a newline.");
        }

        return TilePath.TryParseNumber(lines[1], out long size)
            ? new Checkpoint { Origin = lines[0], Size = size, Root = TreeHash.FromBase64(lines[2]), Extensions = lines[3..] }
            : throw new LedgerFormatException($"The size '{lines[1]}' of the checkpoint is no decimal number without leading zeros below 2^63.");
    }

    /// <summary>Signs the checkpoint with the key of its log.</summary>
    /// <remarks>A log must never sign a checkpoint that does not extend every one it signed before; that is the caller's to see to.</remarks>
    /// <exception cref="LedgerFormatException">The key has not the origin's name, or a line is empty or has a newline in it.</exception>
    public SignedNote Sign(NoteSignerKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key.Verifier.Name.Equals(Origin, StringComparison.Ordinal)
            ? SignedNote.Sign(ToText(), key)
            : throw new LedgerFormatException($"The key's name is '{key.Verifier.Name}'; it must be the origin, '{Origin}'.");
    }

    /// <summary>The text that is signed.</summary>
    /// <exception cref="LedgerFormatException">A line is empty or has a newline in it, or the size is negative.</exception>
    public string ToText()
    {
        var text = new StringBuilder();
        foreach (string line in (string[])[Origin, Size.ToString(CultureInfo.InvariantCulture), Root.ToBase64(), .. Extensions])
        {
            text.Append(line.Length > 0 && !line.Contains('\n', StringComparison.Ordinal) && Size >= 0
                ? line
                : throw new LedgerFormatException("A checkpoint's lines are neither empty nor broken, and its size is not negative.")).Append('\n');
        }

        return text.ToString();
    }
}
