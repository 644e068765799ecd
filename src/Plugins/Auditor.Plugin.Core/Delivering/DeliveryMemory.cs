using System.Globalization;
using System.Text;
using Auditor.Plugin.Core.Clients;

namespace Auditor.Plugin.Core.Delivering;

/// <summary>
/// Remembers on the disk what was delivered, so that neither a second copy of an announcement nor a restart has a second effect. One line
/// a step, flushed before the next step; the file is written anew, without what is long finished, when it is opened.
/// </summary>
/// <remarks>
/// Between an effect in XProtect and its line here lies a moment: a machine that dies in it delivers that one part twice. XProtect has no
/// idempotent way in that could close it.
/// </remarks>
internal sealed class DeliveryMemory : IDisposable
{
    private const string FileName = "delivered.log";

    private readonly Dictionary<Guid, DeliveryRecord> _records = [];
    private readonly Queue<Guid> _finished = new();
    private readonly int _capacity;
    private readonly IPluginLog _log;
    private readonly FileStream _file;

    private DeliveryMemory(string path, int capacity, IPluginLog log)
    {
        _capacity = capacity;
        _log = log;
        Read(path, log);
        _file = Rewrite(path);
    }

    /// <param name="folder">Made when it is not there.</param>
    /// <param name="log">Told of lines that cannot be read.</param>
    /// <param name="capacity">How many finished deliveries are remembered.</param>
    /// <exception cref="IOException">The folder cannot be written to, or another process has the file.</exception>
    public static DeliveryMemory Open(string folder, IPluginLog log, int capacity = 200_000)
    {
        Directory.CreateDirectory(folder);
        return new DeliveryMemory(Path.Combine(folder, FileName), capacity, log);
    }

    public DeliveryRecord Of(Guid entryId)
    {
        if (!_records.TryGetValue(entryId, out DeliveryRecord? record))
        {
            _records[entryId] = record = new DeliveryRecord();
        }

        return record;
    }

    /// <summary>A part was delivered, or given up with this error.</summary>
    public void Settle(Guid entryId, int part, string? error)
    {
        Of(entryId).Settle(part, error);
        Write(DeliveryRecord.PartLine(entryId, part, error));
    }

    /// <summary>The report that will be sent, as often as it takes.</summary>
    public void Report(Guid entryId, byte[] report)
    {
        Of(entryId).Report = report;
        Write(DeliveryRecord.ReportLine(entryId, report));
    }

    /// <summary>The report is confirmed; all that is remembered from now on is that there is nothing more to do.</summary>
    public void Finish(Guid entryId)
    {
        MarkFinished(entryId);
        Write($"done {entryId:N}");
    }

    public void Dispose() => _file.Dispose();

    private void MarkFinished(Guid entryId)
    {
        DeliveryRecord record = Of(entryId);
        if (record.Finished)
        {
            return;
        }

        record.Finished = true;
        record.Report = null;
        _finished.Enqueue(entryId);
        if (_finished.Count > _capacity)
        {
            _records.Remove(_finished.Dequeue());
        }
    }

    private void Write(string line)
    {
        byte[] bytes = Encoding.ASCII.GetBytes(line + "\n");
        try
        {
            _file.Write(bytes, 0, bytes.Length);
            _file.Flush(flushToDisk: true);
        }
        catch (IOException full)
        {
            // It happened in XProtect, and this process knows; a restart before the disk is well again may deliver it a second time.
            _log.Error(nameof(DeliveryMemory), "What was delivered could not be written to the disk.", full);
        }
    }

    private void Read(string path, IPluginLog log)
    {
        if (!File.Exists(path))
        {
            return;
        }

        int unreadable = 0;
        foreach (string line in File.ReadLines(path))
        {
            if (!TryTake(line))
            {
                unreadable++;
            }
        }

        if (unreadable > 0)
        {
            // The last line of a machine that died is the usual case: that step is done again.
            log.Error(nameof(DeliveryMemory), $"{unreadable} line(s) of {FileName} could not be read; what they said may be delivered a second time.");
        }
    }

    private bool TryTake(string line)
    {
        string[] words = line.Split(' ');
        if (words.Length < 2 || !Guid.TryParseExact(words[1], "N", out Guid entryId))
        {
            return false;
        }

        try
        {
            switch (words[0])
            {
                case "part" when words.Length == 4 && int.TryParse(words[2], NumberStyles.None, CultureInfo.InvariantCulture, out int part):
                    Of(entryId).Settle(part, words[3] == "-" ? null : Encoding.UTF8.GetString(Convert.FromBase64String(words[3])));
                    return true;
                case "report" when words.Length == 3:
                    Of(entryId).Report = Convert.FromBase64String(words[2]);
                    return true;
                case "done" when words.Length == 2:
                    MarkFinished(entryId);
                    return true;
                default:
                    return false;
            }
        }
        catch (FormatException)
        {
            return false;
        }
    }

    // What is finished keeps one line; what is not keeps all of its own. Replaced whole, so that a crash leaves the old or the new one.
    private FileStream Rewrite(string path)
    {
        string next = path + ".new";
        using (var file = new FileStream(next, FileMode.Create, FileAccess.Write, FileShare.None))
        using (var writer = new StreamWriter(file, Encoding.ASCII) { NewLine = "\n" })
        {
            foreach (Guid finished in _finished)
            {
                writer.WriteLine($"done {finished:N}");
            }

            foreach (KeyValuePair<Guid, DeliveryRecord> open in _records.Where(record => !record.Value.Finished))
            {
                foreach (string line in open.Value.Lines(open.Key))
                {
                    writer.WriteLine(line);
                }
            }

            writer.Flush();
            file.Flush(flushToDisk: true);
        }

        if (File.Exists(path))
        {
            File.Replace(next, path, destinationBackupFileName: null);
        }
        else
        {
            File.Move(next, path);
        }

        return new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read);
    }
}
