using Auditor.Contracts;

namespace Auditor.Plugin.Core.Spooling;

/// <param name="Activity">With its client session and sequence number.</param>
/// <param name="OnDisk">Ends when it is flushed to the disk; fails when the disk does not take it (it is kept in memory and tried again).</param>
public sealed record SpooledActivity(ActivityObserved Activity, Task OnDisk);
