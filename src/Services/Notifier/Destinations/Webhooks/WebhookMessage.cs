using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Auditor.Notifier.Formats;
using Auditor.Storage;

namespace Auditor.Notifier.Destinations.Webhooks;

/// <summary>What goes out for one notification, after the Standard Webhooks specification 1.0.0.</summary>
internal static class WebhookMessage
{
    /// <summary>
    /// <c>webhook-id</c>: the same at every attempt, and different for another subscription that goes to the same receiver. Without a full
    /// stop, which is what separates the parts that are signed.
    /// </summary>
    public static string IdOf(Notification notification) => $"{notification.Entry.EntryId:N}_{notification.SubscriptionId:N}";

    /// <summary>The payload <c>{type, timestamp, data}</c>.</summary>
    /// <param name="notification">The entry.</param>
    /// <param name="format">
    /// One of <see cref="BodyFormats"/>. A type has one schema, says the specification, so that types of OCSF events begin with
    /// <c>ocsf.</c> (decision 0031).
    /// </param>
    public static byte[] BodyOf(Notification notification, string format) => JsonBody.Write(json =>
    {
        bool ocsf = format == BodyFormats.Ocsf;
        string type = EventTypes.Of(notification.Entry);
        json.WriteStartObject();
        json.WriteString("type", ocsf ? "ocsf." + type : type);
        json.WriteWire("timestamp", notification.Entry.OccurredAt);
        json.WritePropertyName("data");
        if (ocsf)
        {
            OcsfEvent.Write(json, notification);
        }
        else
        {
            json.WriteStartObject();
            json.WriteNumber("position", notification.Position);
            json.WriteString("subscription", notification.SubscriptionId);
            json.WriteAskedBy("askedBy", notification);
            // Last, so that whoever wants the entry's bytes finds them between the name and the last two braces.
            json.WriteAttested("entry", notification);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    });

    /// <summary>
    /// <c>webhook-signature</c>: for each secret <c>v1,</c> and HMAC-SHA256 over id, timestamp and body joined by full stops, in base64;
    /// separated by spaces.
    /// </summary>
    /// <param name="keys">Of the secrets, the current one first.</param>
    /// <param name="id">As in <c>webhook-id</c>.</param>
    /// <param name="timestamp">As in <c>webhook-timestamp</c>: seconds since 1970.</param>
    /// <param name="body">The very bytes that are sent.</param>
    public static string SignatureOf(IReadOnlyList<byte[]> keys, string id, long timestamp, ReadOnlySpan<byte> body)
    {
        byte[] head = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{timestamp}."));
        var signatures = new List<string>(keys.Count);
        foreach (byte[] key in keys)
        {
            using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
            hmac.AppendData(head);
            hmac.AppendData(body);
            signatures.Add("v1," + Convert.ToBase64String(hmac.GetHashAndReset()));
        }

        return string.Join(' ', signatures);
    }
}
