namespace Auditor.AuditWriter.Catalogue;

/// <summary>What entries about the log itself carry: who called it, who took what out of it.</summary>
internal static class LogFields
{
    /// <summary>A call of an API; equal ones that follow each other are one entry.</summary>
    public static readonly CatalogueField[] Call =
    [
        new("route", Required: true, FieldType.Text, "Method and route"),
        new("times", Required: true, FieldType.Number, "How often it was called"),
        new("from", Required: true, FieldType.Time, "The first of these calls"),
        new("until", Required: true, FieldType.Time, "The last of these calls"),
        Optional("asked", FieldType.Text, "Path and query as they were given"),
        Optional("why", FieldType.Text, "Why it was refused"),
    ];

    /// <summary>Of a sign-in only what was refused is told of as a call.</summary>
    public static readonly CatalogueField[] MaybeCall = [.. Call.Select(field => field with { Required = false })];

    /// <summary>A call that reads the log; of a back-test also what it is about.</summary>
    public static readonly CatalogueField[] Reading =
    [
        .. Call,
        Optional("backTestId", FieldType.Uuid, "Id of the back-test"),
        Optional("rule", FieldType.Object, "The draft rule that is tried on the log"),
        Optional("period", FieldType.Object, "The part of the log that it is tried on"),
        Optional("tenantOnly", FieldType.Text, "Only this tenant's entries"),
    ];

    /// <summary>Each step of an export, from the request to the removal of its file (docs/export.md).</summary>
    public static readonly CatalogueField[] Exporting =
    [
        .. MaybeCall,
        Optional("step", FieldType.Text, "started, finished, failed, cancelled, downloaded or removed"),
        Optional("exportId", FieldType.Uuid, "Id of the export"),
        Optional("format", FieldType.Text, "csv, jsonl or bundle"),
        Optional("filter", FieldType.Object, "The filter as it was asked"),
        Optional("zone", FieldType.Text, "Time zone of the report"),
        Optional("count", FieldType.Number, "Entries that matched"),
        Optional("written", FieldType.Number, "Entries in the file"),
        Optional("notCheckpointed", FieldType.Number, "Entries that were left out of a bundle"),
        Optional("bytes", FieldType.Number, "Size of the file"),
        Optional("sha256", FieldType.Text, "SHA-256 of the file"),
        Optional("fileName", FieldType.Text, "Name of the file"),
        Optional("problem", FieldType.Text, "Why there is no file"),
    ];

    /// <summary>Somebody fetches a proof, or has the whole log verified; the whole result is the new state.</summary>
    public static readonly CatalogueField[] Verifying =
    [
        .. MaybeCall,
        Optional("verificationId", FieldType.Uuid, "Id of the verification"),
        Optional("outcome", FieldType.Text, "proven, notProven or couldNotCheck; absent when it was cancelled"),
        Optional("summary", FieldType.Text, "The result in a sentence"),
        Optional("provenEntries", FieldType.Number, "Entries whose content, or whose declared erasure, was proven"),
        Optional("checkpointSize", FieldType.Number, "Entries of the checkpoint that was checked against"),
    ];

    private static CatalogueField Optional(string name, FieldType type, string description) => new(name, Required: false, type, description);
}
