using Auditor.Contracts;
using Auditor.Plugin.Core.Delivering;
using Auditor.Plugin.Core.Outcomes;
using VideoOS.Platform;
using VideoOS.Platform.Data;
using VideoOS.Platform.Log;
using VideoOS.Platform.Messaging;

namespace Auditor.Plugin.EventServer;

/// <summary>
/// Milestone's audit log and the event receiver of the Event Server that we run in. What XProtect refuses is thrown, and tried again by the caller;
/// the log's dictionary is registered before the first line and after each failure to, so that no line is ever left out in silence.
/// </summary>
internal sealed class XProtectOutlet(EnvironmentManager environment, Configuration configuration, LogClient log) : IXProtectOutlet
{
    private readonly object _gate = new();
    private bool _registered;
    private volatile bool _everRegistered;

    /// <summary>Registers the log's dictionary; does nothing when that is done.</summary>
    /// <exception cref="Exception">XProtect's own: it could not be registered now.</exception>
    public void Register()
    {
        lock (_gate)
        {
            if (!_registered)
            {
                log.RegisterDictionary(LogTexts.Dictionary());
                _registered = true;
                _everRegistered = true;
            }
        }
    }

    public void WriteLog(AuditEntry entry)
    {
        if (OutcomeRendering.Of(entry).LogLine is not { } line)
        {
            return;
        }

        RegisterFirst();
        (string id, Dictionary<string, string> parameters) = LogTexts.Parts(entry, line);
        try
        {
            log.AuditEntry(LogTexts.Application, LogTexts.Component, id, RelatedItem(entry), parameters, PermissionState.Default);
        }
        catch
        {
            // A log server that was set up anew knows our messages no more; telling it again does no harm.
            lock (_gate)
            {
                _registered = false;
            }

            throw;
        }
    }

    // Before it has ever succeeded that is no failed delivery: XProtect is still starting, and lines wait. Later it is one.
    private void RegisterFirst()
    {
        try
        {
            Register();
        }
        catch (Exception problem) when (!_everRegistered)
        {
            throw new XProtectNotReadyException("The messages could not be registered with XProtect's log.", problem);
        }
    }

    public void FireEvent(AuditEntry entry, OutcomeEvent fired)
    {
        FQID source = RuleItem(fired);
        environment.SendMessage(new Message(MessageId.Server.NewEventCommand) { Data = EventOf(entry, fired, source), RelatedFQID = source });
    }

    private AnalyticsEvent EventOf(AuditEntry entry, OutcomeEvent fired, FQID source)
    {
        var references = new ReferenceList();
        foreach (CameraRef camera in entry.Cameras)
        {
            if (CameraItem(camera) is { } item)
            {
                references.Add(new Reference { FQID = item.FQID });
            }
        }

        return new AnalyticsEvent
        {
            EventHeader = new EventHeader
            {
                // The same at every attempt: whoever compares can tell a repeat from a second event.
                ID = EventIds.Of(entry.EntryId, fired.RuleId, fired.Name),
                Class = "Operational",
                Type = "Auditor",
                Timestamp = DateTime.SpecifyKind(entry.OccurredAt.UtcDateTime, DateTimeKind.Utc),
                Name = entry.Actor.Name,
                Message = fired.Name,
                MessageId = KnownEvents.IdOf(fired.Name),
                Priority = 3,
                CustomTag = EventTag.Of(entry, fired),
                Source = new EventSource { FQID = source, Name = fired.RuleName },
            },
            ReferenceList = references,
            Vendor = new Vendor { Name = "Auditor" },
        };
    }

    /// <summary>The rule's own item. One that is not there (deleted meanwhile, never saved in XProtect) is named by its id all the same.</summary>
    private FQID RuleItem(OutcomeEvent fired)
    {
        Item? item = null;
        try
        {
            item = configuration.GetItemConfiguration(PluginIds.Plugin, PluginIds.RuleKind, fired.RuleId);
        }
        catch (Exception)
        {
            // The configuration is not to be had now; the id is enough for a source.
        }

        return item?.FQID ?? new FQID(environment.MasterSite?.ServerId, Guid.Empty, fired.RuleId, FolderType.No, PluginIds.RuleKind);
    }

    /// <summary>The camera when there is one, else the site.</summary>
    private Item RelatedItem(AuditEntry entry) =>
        entry.Cameras.Select(CameraItem).FirstOrDefault(item => item is not null)
        ?? environment.GetSiteItem(environment.MasterSite)
        ?? new Item(environment.MasterSite, entry.Target.Name);

    private Item? CameraItem(CameraRef camera)
    {
        if (!Guid.TryParse(camera.Id, out Guid id))
        {
            return null;
        }

        Item? item = null;
        try
        {
            item = configuration.GetItem(id, Kind.Camera);
        }
        catch (Exception)
        {
            // As with a rule.
        }

        return item ?? new Item(new FQID(environment.MasterSite?.ServerId, Guid.Empty, id, FolderType.No, Kind.Camera), camera.Name);
    }
}
