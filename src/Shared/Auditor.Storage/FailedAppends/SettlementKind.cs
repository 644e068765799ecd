namespace Auditor.Storage;

/// <summary>How a failure was dealt with.</summary>
public enum SettlementKind
{
    /// <summary>Put back on its queue.</summary>
    Reimported,

    /// <summary>Left as it is, with a reason: it is no fact, or cannot be mended.</summary>
    SetAside,
}
