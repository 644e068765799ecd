namespace Auditor.Ledger;

/// <summary>What the files of an evidence bundle are called (docs/verify.md, "The bundle"). A bundle is a zip archive without folders' entries.</summary>
public static class EvidenceNames
{
    /// <summary>What <see cref="EvidenceManifest.Format"/> says.</summary>
    public const string Format = "auditor-evidence/1";

    public const string Manifest = "manifest.json";

    /// <summary>The signed checkpoint that all proofs lead to.</summary>
    public const string Checkpoint = "checkpoint";

    /// <summary>The log's verifier key. A convenience: nothing is proven by a key that comes along.</summary>
    public const string Key = "log.vkey";

    /// <summary>The entries, one line each (<see cref="EvidenceLine"/>), by position.</summary>
    public const string Entries = "entries.jsonl";

    /// <summary>For people.</summary>
    public const string Report = "report.html";

    /// <summary>How to verify the bundle, with Auditor and without.</summary>
    public const string Words = "VERIFY.md";

    /// <summary>Most entries for which there is a proof file each.</summary>
    public const int MostProofs = 1000;

    private const string ProofFolder = "proofs/";
    private const string ProofExtension = ".tlog-proof";

    /// <summary>The proof of one entry.</summary>
    public static string ProofOf(long position) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{ProofFolder}{position}{ProofExtension}");

    /// <summary>Whether a file is the proof of an entry, and of which.</summary>
    internal static bool IsProof(string name, out long position)
    {
        position = 0;
        return name.StartsWith(ProofFolder, StringComparison.Ordinal) && name.EndsWith(ProofExtension, StringComparison.Ordinal)
            && name.Length > ProofFolder.Length + ProofExtension.Length
            && TilePath.TryParseNumber(name.AsSpan(ProofFolder.Length, name.Length - ProofFolder.Length - ProofExtension.Length), out position);
    }
}
