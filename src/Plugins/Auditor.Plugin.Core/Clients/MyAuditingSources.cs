using Auditor.Plugin.Core.Policies;
using Auditor.Plugin.Core.Sending;
using Auditor.Plugin.Core.Spooling;

namespace Auditor.Plugin.Core.Clients;

/// <summary>What "My auditing" shows, of one client session.</summary>
/// <param name="Policies">Which rules can catch this operator.</param>
/// <param name="Spool">What waits.</param>
/// <param name="Link">Whether it can go out.</param>
/// <param name="PluginVersion">For people.</param>
public sealed record MyAuditingSources(IOperatorPolicies Policies, IActivitySpool Spool, IBrokerLink Link, string PluginVersion);
