using Auditor.Hosting.Api;
using Auditor.Storage;
using Microsoft.Extensions.Options;

namespace Auditor.Notifier.Destinations.Syslog;

/// <summary>Syslog receivers (docs/siem.md, docs/decisions/0033).</summary>
internal sealed class SyslogKind(TrustedCertificates trusted, IOptions<SyslogOptions> options, TimeProvider time) : IDestinationKind
{
    private const int HighestFacility = 23;

    public string Kind => DestinationKinds.Syslog;

    public IEnumerable<FieldProblem> Check(Destination destination, string? secret)
    {
        SyslogSettings settings = destination.Syslog!;
        if (HostNames.Problem(settings.Host) is { } problem)
        {
            yield return new FieldProblem("destination.syslog.host", problem);
        }

        if (settings.Port is < 1 or > 65_535)
        {
            yield return new FieldProblem("destination.syslog.port", "Must be from 1 to 65535.");
        }

        if (!SyslogFormats.All.Contains(settings.Format))
        {
            yield return new FieldProblem("destination.syslog.format", $"Must be one of {string.Join(", ", SyslogFormats.All)}.");
        }

        if (settings.Facility is < 0 or > HighestFacility)
        {
            yield return new FieldProblem("destination.syslog.facility", "Must be from 0 to 23 (RFC 5424, table 1).");
        }

        if (secret is not null)
        {
            yield return new FieldProblem("secret", "A syslog receiver takes none.");
        }
    }

    public IDestination Open(Subscription subscription, IReadOnlyList<string> secrets) =>
        new SyslogDestination(
            new SyslogFormatter(subscription.Destination.Syslog!, options.Value, Environment.MachineName, Environment.ProcessId),
            cancellation => SyslogConnection.OpenAsync(subscription.Destination.Syslog!, trusted, time, cancellation),
            time);
}
