namespace Auditor.AuditWriter.Witnessing;

/// <summary>Where a witness may be.</summary>
public static class WitnessKinds
{
    /// <summary>Checkpoints are laid down in a folder, each in a file of its own.</summary>
    public const string Folder = "folder";

    /// <summary>Checkpoints are sent over HTTP (C2SP tlog-witness).</summary>
    public const string Url = "url";
}
