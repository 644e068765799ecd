using Auditor.Contracts;
using Auditor.Plugin.Core.Sending;

namespace Auditor.Plugin.SmartClient;

/// <param name="Link">The way to the services; belongs to the session that is started with it.</param>
/// <param name="WhenPolicyUnknown">What to do while no policy was ever fetched.</param>
internal sealed record ClientConnection(IBrokerLink Link, PolicyUnknown WhenPolicyUnknown);
