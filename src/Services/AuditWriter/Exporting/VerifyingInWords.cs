using System.Text;
using Auditor.Ledger;

namespace Auditor.AuditWriter.Exporting;

/// <summary><c>VERIFY.md</c> of a bundle: how to check it without Auditor, with the program that does it.</summary>
internal static class VerifyingInWords
{
    private const string TextResource = "Auditor.AuditWriter.Exporting.VERIFY.md";
    private const string ProgramResource = "Auditor.AuditWriter.Exporting.check.py";

    /// <param name="key">The log's key, which the reader must compare with the one that was had from elsewhere.</param>
    public static byte[] Of(NoteVerifierKey key) => Encoding.UTF8.GetBytes(
        Read(TextResource)
            .Replace("{key}", key.ToString(), StringComparison.Ordinal)
            .Replace("{program}", Read(ProgramResource).TrimEnd(), StringComparison.Ordinal));

    private static string Read(string resource)
    {
        using Stream stream = typeof(VerifyingInWords).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The build has left out {resource}.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
