using Auditor.Contracts;

namespace Auditor.Plugin.Core.Spooling;

/// <summary>Where an activity is safe before anything else happens with it.</summary>
public interface IActivitySpool
{
    /// <summary>
    /// Gives the activity the session's id and the next sequence number, and hands it to the thread that writes. Returns at once, never
    /// throws, keeps the order of the calls.
    /// </summary>
    SpooledActivity Append(ActivityObserved activity);

    SpoolStatus Status { get; }

    /// <summary>Raised from any thread.</summary>
    event EventHandler? StatusChanged;
}
