using Auditor.Hosting.Api;
using Auditor.Notifier.Destinations;
using Auditor.Storage;
using Auditor.Wire;

namespace Auditor.Notifier.Drafting;

/// <summary>Whether a destination is of a kind that there is here, and has exactly the settings of that kind, none of them without bounds.</summary>
internal static class DestinationCheck
{
    private const int LongestUrl = 2_000;

    /// <summary>RFC 1035, section 2.3.4.</summary>
    private const int LongestHost = 255;

    /// <summary>RFC 5321, section 4.5.3.1.3: a path of 256, without its angle brackets.</summary>
    private const int LongestMailAddress = 254;

    /// <summary>What AMQP 0-9-1 calls a short string.</summary>
    private const int LongestExchange = 255;

    private const int LongestWord = 100;

    public static IEnumerable<FieldProblem> Check(Destination destination, KnownKinds kinds)
    {
        if (kinds.Find(destination.Kind) is null)
        {
            string[] known = [.. kinds.Names];
            return
            [
                new FieldProblem(
                    "destination.kind",
                    $"{Quoted.Of(destination.Kind)} is not to be had here; {(known.Length == 0 ? "there are no destinations" : "allowed are " + string.Join(", ", known))}."),
            ];
        }

        return Settings(destination).SelectMany(part => Presence(destination.Kind, part.Kind, part.Field, part.Settings is not null)).Concat(Bounds(destination));
    }

    private static IEnumerable<(string Kind, string Field, object? Settings)> Settings(Destination destination) =>
    [
        (DestinationKinds.Feed, "destination.feed", destination.Feed),
        (DestinationKinds.Webhook, "destination.webhook", destination.Webhook),
        (DestinationKinds.Syslog, "destination.syslog", destination.Syslog),
        (DestinationKinds.Email, "destination.email", destination.Email),
    ];

    private static IEnumerable<FieldProblem> Presence(string kind, string settingsOf, string field, bool there) => (kind == settingsOf, there) switch
    {
        (true, false) => [new FieldProblem(field, $"must be there with kind {kind}.")],
        (false, true) => [new FieldProblem(field, $"must not be there with kind {kind}.")],
        _ => [],
    };

    /// <summary>What else the settings must be, their kind says.</summary>
    private static IEnumerable<FieldProblem> Bounds(Destination destination) => destination switch
    {
        { Kind: DestinationKinds.Feed, Feed: { } feed } =>
            FieldLimits.Text("destination.feed.exchange", feed.Exchange, LongestExchange)
                .Concat(FieldLimits.Word("destination.feed.format", feed.Format, BodyFormats.All)),
        { Kind: DestinationKinds.Webhook, Webhook: { } webhook } =>
            FieldLimits.Text("destination.webhook.url", webhook.Url, LongestUrl)
                .Concat(FieldLimits.Word("destination.webhook.format", webhook.Format, BodyFormats.All)),
        { Kind: DestinationKinds.Syslog, Syslog: { } syslog } =>
            FieldLimits.Text("destination.syslog.host", syslog.Host, LongestHost)
                .Concat(FieldLimits.Word("destination.syslog.format", syslog.Format, SyslogFormats.All)),
        { Kind: DestinationKinds.Email, Email: { } email } =>
            FieldLimits.Text("destination.email.host", email.Host, LongestHost)
                .Concat(email.UserName is null ? [] : FieldLimits.Text("destination.email.userName", email.UserName, LongestMailAddress))
                .Concat(FieldLimits.Text("destination.email.from", email.From, LongestMailAddress))
                .Concat(FieldLimits.Count("destination.email.to", email.To.Count))
                .Concat(email.To.Take(FieldLimits.MostValues).SelectMany((to, i) => FieldLimits.Text($"destination.email.to[{i}]", to, LongestMailAddress)))
                .Concat(FieldLimits.Text("destination.email.timeZone", email.TimeZone, LongestWord)),
        _ => [],
    };
}
