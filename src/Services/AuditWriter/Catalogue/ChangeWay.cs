namespace Auditor.AuditWriter.Catalogue;

/// <summary>How a change is reported.</summary>
public enum ChangeWay
{
    /// <summary><c>ConfigurationChanged</c> on the exchange <c>auditor.changes</c>.</summary>
    Bus,

    /// <summary><c>POST /api/audit/changes</c>.</summary>
    Http,
}
