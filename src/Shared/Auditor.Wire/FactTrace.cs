using System;

namespace Auditor.Wire;

/// <summary>
/// The trace of a fact, from the workstation to its last delivery. Its trace id is the fact's own id: whoever has an entry's id, without
/// its dashes, has the id of its trace. Told in W3C Trace Context form, level 1.
/// </summary>
public static class FactTrace
{
    /// <summary>The header that plain AMQP clients know (W3C Trace Context: AMQP protocol).</summary>
    public const string Header = "traceparent";

    /// <summary>The header that the services' library reads; same content.</summary>
    public const string LibraryHeader = "MT-Activity-Id";

    /// <summary>The <c>traceparent</c> under which everything about a fact goes: version 00, the fact's id, its second half as the span, sampled.</summary>
    /// <param name="factId">The activity's, change's or entry's id; not all zeros.</param>
    public static string ParentOf(Guid factId)
    {
        string id = factId.ToString("N");
        // The second half of a UUID begins with its variant, and so is never all zeros.
        return $"00-{id}-{id.Substring(16)}-01";
    }
}
