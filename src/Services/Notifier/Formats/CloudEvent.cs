using System.Globalization;
using Auditor.Contracts;
using Auditor.Notifier.Destinations;
using Auditor.Storage;

namespace Auditor.Notifier.Formats;

/// <summary>
/// An entry as an event of CloudEvents 1.0 in structured JSON mode (cloudevents/spec, json-format). What each attribute holds stands in
/// docs/subscribe.md.
/// </summary>
/// <param name="source">Whose log it is: the attribute <c>source</c>, an absolute URI.</param>
internal sealed class CloudEvent(string source)
{
    public const string ContentType = "application/cloudevents+json; charset=utf-8";

    /// <param name="notification">The entry.</param>
    /// <param name="format">What the event's data is: one of <see cref="BodyFormats"/>.</param>
    public byte[] ToBytes(Notification notification, string format) => JsonBody.Write(json =>
    {
        AuditEntry entry = notification.Entry;
        json.WriteStartObject();
        json.WriteString("specversion", "1.0");
        json.WriteString("id", entry.EntryId);
        json.WriteString("source", source);
        json.WriteString("type", "auditor." + EventTypes.Of(entry));
        json.WriteIfAny("subject", CloudEventText.Of(entry.Target.Path.Length > 0 ? entry.Target.Path : entry.ResourceName));
        json.WriteWire("time", entry.OccurredAt);
        json.WriteString("datacontenttype", "application/json");
        if (format == BodyFormats.Ocsf)
        {
            json.WriteString("dataschema", OcsfEvent.SchemaOf(entry));
        }

        json.WriteWire("recordedtime", entry.AppendedAt);
        json.WriteIfAny("correlationid", entry.CorrelationId?.ToString("D"));
        // An Integer of CloudEvents has 32 bits, so that a position is a text; a sequence is compared as text, so that it is padded.
        json.WriteString("position", notification.Position.ToString(CultureInfo.InvariantCulture));
        json.WriteString("sequence", notification.Position.ToString("D19", CultureInfo.InvariantCulture));
        json.WriteIfAny("tenant", CloudEventText.Of(entry.Tenant));
        json.WriteString("subscription", notification.SubscriptionId);
        json.WriteIfAny("askedby", string.Join(' ', notification.AskedBy.Select(rule => rule.Id.ToString("D"))));
        // Last, so that whoever wants the entry's bytes finds them between the name and the closing brace.
        if (format == BodyFormats.Ocsf)
        {
            json.WritePropertyName("data");
            OcsfEvent.Write(json, notification);
        }
        else
        {
            json.WriteAttested("data", notification);
        }

        json.WriteEndObject();
    });
}
