using System.Text;
using System.Text.Json;
using Auditor.Storage;

namespace Auditor.Notifier.Tests.Syslog;

/// <summary>Debian's rsyslog, which writes what it has understood as lines of JSON.</summary>
internal sealed class Rsyslog : IDisposable
{
    private readonly string _folder = Receiver.NewFolder();
    private readonly int _port = Receiver.FreePort();
    private readonly string _certificates;
    private Receiver? _running;

    public Rsyslog(PrivateAuthority? authority = null, bool expired = false, string name = "localhost")
    {
        Tls = authority is not null;
        if (authority?.IssueFiles(name, expired) is { } issued)
        {
            _certificates = $"""
                global(DefaultNetstreamDriver="gtls" DefaultNetstreamDriverCAFile="{authority.RootFile}" DefaultNetstreamDriverCertFile="{issued.Certificate}" DefaultNetstreamDriverKeyFile="{issued.Key}")
                module(load="imtcp" StreamDriver.Name="gtls" StreamDriver.Mode="1" StreamDriver.AuthMode="anon")
                """;
        }
        else
        {
            _certificates = """module(load="imtcp")""";
        }
    }

    public bool Tls { get; }

    public SyslogSettings Settings => new() { Host = "localhost", Port = _port, Tls = Tls };

    private string Received => Path.Combine(_folder, "received.jsonl");

    public async Task StartAsync()
    {
        string configuration = Path.Combine(_folder, "rsyslog.conf");
        await File.WriteAllTextAsync(configuration, $$"""
            global(workDirectory="{{_folder}}")
            {{_certificates}}
            module(load="mmpstrucdata")
            template(name="understood" type="string" string="%$!all-json%\n")
            input(type="imtcp" port="{{_port}}" address="127.0.0.1")
            action(type="mmpstrucdata" sd_name.lowercase="off")
            set $!pri = $pri;
            set $!timestamp = exec_template("time");
            set $!host = $hostname;
            set $!app = $app-name;
            set $!process = $procid;
            set $!messageId = $msgid;
            set $!data = $structured-data;
            set $!words = $msg;
            action(type="omfile" file="{{Received}}" template="understood" asyncWriting="off")

            """.Replace("template(name=\"understood\"", "template(name=\"time\" type=\"list\") { property(name=\"timereported\" dateFormat=\"rfc3339\") }\ntemplate(name=\"understood\"", StringComparison.Ordinal));
        _running = await Receiver.StartAsync(_port, "/usr/sbin/rsyslogd", "-n", "-f", configuration, "-i", Path.Combine(_folder, "pid"));
    }

    public Task StopAsync() => _running!.StopAsync();

    public Task KillAsync() => _running!.KillAsync();

    /// <summary>What it has understood so far.</summary>
    public IReadOnlyList<JsonElement> Messages()
    {
        if (!File.Exists(Received))
        {
            return [];
        }

        using var stream = new FileStream(Received, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        string text = reader.ReadToEnd();
        // The last line may be half written.
        return [.. text.Split('\n')[..^1].Select(line => JsonDocument.Parse(line).RootElement)];
    }

    /// <summary>Waits for so many messages.</summary>
    public async Task<IReadOnlyList<JsonElement>> MessagesAsync(int count)
    {
        await Receiver.UntilAsync(() => Messages().Count >= count, () => $"{count} messages; rsyslog said: {_running!.Said}");
        return Messages();
    }

    public void Dispose()
    {
        _running?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
