using Auditor.Faults.Checking;

namespace Auditor.Faults.Load;

/// <summary>A subscription, and who is at its other end.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Id">Its id.</param>
/// <param name="Wants">Which entries it is for.</param>
/// <param name="Received">What came.</param>
internal sealed record Subscriber(string Name, Guid Id, Func<LoggedFact, bool> Wants, Received Received);
