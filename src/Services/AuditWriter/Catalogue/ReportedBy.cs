namespace Auditor.AuditWriter.Catalogue;

/// <summary>Whose word an entry is.</summary>
public enum ReportedBy
{
    /// <summary>A plugin's: an observed activity, or what became of an outcome.</summary>
    Plugin,

    /// <summary>Auditor's own, about itself.</summary>
    Auditor,

    /// <summary>Anyone's who may report changes.</summary>
    Anyone,
}
