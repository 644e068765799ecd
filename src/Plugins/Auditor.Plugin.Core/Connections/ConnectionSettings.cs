using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using Auditor.Contracts;

namespace Auditor.Plugin.Core.Connections;

/// <summary>How to reach the broker. Kept by XProtect as options of the whole system, hence the XML form.</summary>
public sealed record ConnectionSettings
{
    public const int PlainPort = 5672;
    public const int TlsPort = 5671;

    private const string Root = "auditorConnection";
    private const int LongestText = 250;

    /// <summary>Name or address of the broker.</summary>
    public string Host { get; init; } = "";

    public int Port { get; init; } = TlsPort;

    public string VirtualHost { get; init; } = "/";

    public bool UseTls { get; init; } = true;

    /// <summary>The name that the broker's certificate must be for; null for <see cref="Host"/>.</summary>
    public string? TlsServerName { get; init; }

    public string User { get; init; } = "";

    public string Password { get; init; } = "";

    /// <summary>The strictest of all enabled rules: what a client does that never fetched a policy.</summary>
    public PolicyUnknown WhenPolicyUnknown { get; init; }

    /// <summary>For people, without credentials.</summary>
    public string Server => $"{Host}:{Port.ToString(CultureInfo.InvariantCulture)}{(UseTls ? " (TLS)" : "")}";

    /// <summary>What is wrong, each with the name of the field; empty when a connection can be tried.</summary>
    public IReadOnlyList<ConnectionProblem> Problems()
    {
        var problems = new List<ConnectionProblem>();
        Check(Host, nameof(Host), "Enter the name or address of the broker.", problems);
        Check(User, nameof(User), "Enter the broker's user.", problems);
        Check(VirtualHost, nameof(VirtualHost), "Enter the virtual host; '/' is the usual one.", problems);
        if (Host.Contains("://"))
        {
            problems.Add(new ConnectionProblem(nameof(Host), "Enter the name alone, without 'amqp://'."));
        }

        if (Port is < 1 or > 65535)
        {
            problems.Add(new ConnectionProblem(nameof(Port), "The port is a number from 1 to 65535; 5671 is usual with TLS, 5672 without."));
        }

        if (Password.Length == 0)
        {
            problems.Add(new ConnectionProblem(nameof(Password), "Enter the password of the broker's user."));
        }

        return problems;
    }

    /// <summary>The form in which XProtect keeps it.</summary>
    public string ToXml() => new XElement(
        Root,
        new XAttribute("version", 1),
        new XElement("host", Host),
        new XElement("port", Port),
        new XElement("virtualHost", VirtualHost),
        new XElement("tls", UseTls),
        TlsServerName is null ? null : new XElement("tlsServerName", TlsServerName),
        new XElement("user", User),
        new XElement("password", Password),
        new XElement("whenPolicyUnknown", WhenPolicyUnknown.ToString())).ToString(SaveOptions.DisableFormatting);

    /// <summary>Reads what <see cref="ToXml"/> wrote, also within another element; what is not there has its default. Null when there is nothing of ours in it.</summary>
    public static ConnectionSettings? FromXml(string? xml)
    {
        if (string.IsNullOrWhiteSpace(xml))
        {
            return null;
        }

        XElement? found;
        try
        {
            using XmlReader reader = XmlReader.Create(new StringReader(xml!), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
            found = XElement.Load(reader).DescendantsAndSelf(Root).FirstOrDefault();
        }
        catch (XmlException)
        {
            return null;
        }

        if (found is null)
        {
            return null;
        }

        var usual = new ConnectionSettings();
        bool tls = bool.TryParse(Text("tls"), out bool stated) ? stated : usual.UseTls;
        return new ConnectionSettings
        {
            Host = Text("host") ?? usual.Host,
            Port = int.TryParse(Text("port"), NumberStyles.None, CultureInfo.InvariantCulture, out int port) ? port : tls ? TlsPort : PlainPort,
            VirtualHost = Text("virtualHost") ?? usual.VirtualHost,
            UseTls = tls,
            TlsServerName = Text("tlsServerName") is { Length: > 0 } name ? name : null,
            User = Text("user") ?? usual.User,
            Password = Text("password") ?? usual.Password,
            WhenPolicyUnknown = Enum.TryParse(Text("whenPolicyUnknown"), out PolicyUnknown unknown) ? unknown : usual.WhenPolicyUnknown,
        };

        string? Text(string name) => (string?)found.Element(name);
    }

    // The password is the one part that must never stand in a log.
    private bool PrintMembers(System.Text.StringBuilder builder)
    {
        builder.Append(Server).Append(", virtual host ").Append(VirtualHost).Append(", user ").Append(User);
        return true;
    }

    private static void Check(string value, string field, string missing, List<ConnectionProblem> problems)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            problems.Add(new ConnectionProblem(field, missing));
        }
        else if (value.Length > LongestText)
        {
            problems.Add(new ConnectionProblem(field, $"At most {LongestText} characters."));
        }
    }
}
