namespace Auditor.AuditWriter.Catalogue;

/// <summary>What kind of JSON value a field of additional metadata holds.</summary>
public enum FieldType
{
    /// <summary>A string that is not blank.</summary>
    Text,

    /// <summary>A string that is a UUID.</summary>
    Uuid,

    /// <summary>A string that is an ISO 8601 time with <c>Z</c> or an offset.</summary>
    Time,

    Number,
    Boolean,

    [System.Diagnostics.CodeAnalysis.SuppressMessage("Naming", "CA1720", Justification = "It is JSON's own word.")]
    Object,

    List,
}
