using System.Globalization;

namespace Auditor.Ledger;

/// <summary>Names and ids of note keys (C2SP signed-note, "Format" and "Verifier keys").</summary>
internal static class KeyName
{
    /// <summary>Not empty, no Unicode space, no plus, no control character.</summary>
    public static bool IsValid(string name) =>
        name.Length > 0 && !name.Any(c => c == '+' || c < ' ' || char.IsWhiteSpace(c)) && NoteText.IsWellFormed(name);

    /// <exception cref="LedgerFormatException">Not a name of a key.</exception>
    public static string Checked(string name) =>
        IsValid(name)
            ? name
            : throw new LedgerFormatException($"'{name}' is no name of a key: it must not be empty nor have spaces, control characters or '+'.");

    /// <summary>A key id as verifier keys write it: eight hexadecimal digits in lower case.</summary>
    public static string Hex(uint keyId) => keyId.ToString("x8", CultureInfo.InvariantCulture);
}
