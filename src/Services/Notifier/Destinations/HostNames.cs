namespace Auditor.Notifier.Destinations;

/// <summary>Names of receivers' machines, as settings give them.</summary>
internal static class HostNames
{
    private const int Longest = 253;

    /// <summary>What is wrong with a host, for a person; null when nothing is.</summary>
    public static string? Problem(string host) =>
        host.Length is 0 or > Longest || Uri.CheckHostName(host) == UriHostNameType.Unknown
            ? "Must be a host name or an IP address, without scheme, port and spaces, at most 253 characters."
            : null;
}
