using System.Text.Json;

namespace Auditor.Notifier.Tests.Email;

/// <summary>Debian's python3-aiosmtpd, which writes what it has taken as lines of JSON.</summary>
internal sealed class MailServer : IDisposable
{
    private readonly string _folder = Receiver.NewFolder();
    private readonly string[] _arguments;
    private Receiver? _running;

    public MailServer(PrivateAuthority? authority = null, string name = "localhost", (string User, string Password)? user = null)
    {
        List<string> arguments = [];
        if (authority?.IssueFiles(name) is { } issued)
        {
            arguments.AddRange(["--starttls", issued.Certificate, issued.Key]);
        }

        if (user is { } credentials)
        {
            arguments.AddRange(["--user", credentials.User, credentials.Password]);
        }

        _arguments = [.. arguments];
    }

    public int Port { get; } = Receiver.FreePort();

    public async Task<MailServer> StartAsync()
    {
        // Debian's own Python has Debian's packages; another one on the path has not.
        _running = await Receiver.StartAsync(
            Port, "/usr/bin/python3", [Path.Combine(AppContext.BaseDirectory, "Email", "mail_server.py"), $"{Port}", _folder, .. _arguments]);
        return this;
    }

    /// <summary>Whom it refuses from now on, and how; "*" is every mail as a whole.</summary>
    public void Refuse(params (string Address, string Words)[] refused) =>
        File.WriteAllText(Path.Combine(_folder, "refused.json"), JsonSerializer.Serialize(refused.ToDictionary(one => one.Address, one => one.Words)));

    /// <summary>What it has taken so far.</summary>
    public IReadOnlyList<Mail> Mails()
    {
        string file = Path.Combine(_folder, "mails.jsonl");
        return File.Exists(file) ? [.. File.ReadLines(file).Select(line => JsonSerializer.Deserialize<Mail>(line, JsonSerializerOptions.Web)!)] : [];
    }

    public void Dispose()
    {
        _running?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    internal sealed record Part(string Type, string Charset, string Text);

    internal sealed record Mail(
        string From, string[] To, string Type, string[][] Headers, string[] Defects, Part[] Parts, string Raw, int Longest, bool Tls, string? User)
    {
        /// <summary>The header, which must be there once.</summary>
        public string Header(string name) => Assert.Single(Headers, header => string.Equals(header[0], name, StringComparison.OrdinalIgnoreCase))[1];

        public string Text => Assert.Single(Parts, part => part.Type == "text/plain").Text;

        public string Html => Assert.Single(Parts, part => part.Type == "text/html").Text;
    }
}
