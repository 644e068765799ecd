using Auditor.Contracts;

namespace Auditor.Plugin.Core.Clients;

/// <summary>Begins every activity of a client session with what is the same in all of them: who, where, and by which clock.</summary>
public sealed class ActivityOrigin(ClientIdentity identity, TimeProvider time)
{
    /// <summary>An activity of this moment, with a new id. Session and sequence number are given by the spool.</summary>
    /// <param name="kind">One of <see cref="ActivityKinds"/>.</param>
    public ActivityObserved New(string kind) => New(kind, time.GetUtcNow());

    /// <param name="kind">One of <see cref="ActivityKinds"/>.</param>
    /// <param name="moment">When it happened (UTC), for what is known only a little later.</param>
    public ActivityObserved New(string kind, DateTimeOffset moment)
    {
        TimeZoneInfo zone = time.LocalTimeZone;
        return new ActivityObserved
        {
            ActivityId = ActivityIds.New(moment),
            Kind = kind,
            ObservedAt = moment.ToUniversalTime(),
            UtcOffsetMinutes = (int)zone.GetUtcOffset(moment).TotalMinutes,
            TimeZone = zone.Id,
            Actor = identity.Actor,
            Site = identity.Site,
            Tenant = identity.Tenant,
            PluginVersion = identity.PluginVersion.Length > 0 ? identity.PluginVersion : null,
        };
    }
}
