using Auditor.Hosting;
using System.Globalization;
using Auditor.AuditWriter.Sequencing;
using Auditor.Ledger;

namespace Auditor.AuditWriter.Witnessing;

/// <summary>
/// A folder outside the store's, at best on another machine that lets nobody delete: <c>[origin hash]/[size].checkpoint</c>, each written
/// once, and <c>latest</c>. Nobody cosigns there; its worth is that whoever turns the store back must also reach into the folder.
/// </summary>
internal sealed class FolderWitness(string folder, NoteVerifierKey log) : IWitness
{
    private const string Ending = ".checkpoint";

    private readonly string _ofLog = Path.Combine(folder, Cosigning.OriginHash(log.Name));
    private Task _last = Task.CompletedTask;
    private long? _largest;

    /// <inheritdoc/>
    public bool AskEachTime => true;

    private string LatestFile => Path.Combine(_ofLog, "latest");

    /// <inheritdoc/>
    public Task<WitnessMemory> RecallAsync(CancellationToken cancellation) => RunAsync(Recall, cancellation);

    /// <inheritdoc/>
    public Task<WitnessReply> SubmitAsync(KnownCheckpoint latest, long oldSize, IReadOnlyList<TreeHash> proof, CancellationToken cancellation) =>
        RunAsync(() => Submit(latest), cancellation);

    private WitnessMemory Recall()
    {
        if (!Directory.Exists(folder))
        {
            throw new WitnessException("is not there; make the folder, and let this service write in it");
        }

        KnownCheckpoint? latest = Read(LatestFile);
        _largest ??= LargestFile();
        if (_largest > (latest?.Checkpoint.Size ?? -1))
        {
            // Somebody put back an older 'latest', or a writer ended before it.
            latest = Read(FileOf(_largest.Value)) ?? latest;
        }

        return latest is null ? WitnessMemory.Nothing : new WitnessMemory(latest.Checkpoint.Size, latest);
    }

    private WitnessReply Submit(KnownCheckpoint latest)
    {
        Directory.CreateDirectory(_ofLog);
        string file = FileOf(latest.Checkpoint.Size);
        if (!DurableFile.Create(file, latest.Note.ToBytes())
            && Read(file) is { } there
            && !there.Note.Text.Equals(latest.Note.Text, StringComparison.Ordinal))
        {
            return new WitnessReply(Taken: false, Inconsistent: true);
        }

        if (Read(LatestFile)?.Checkpoint.Size > latest.Checkpoint.Size)
        {
            return new WitnessReply(Taken: false);
        }

        DurableFile.Replace(LatestFile, latest.Note.ToBytes());
        _largest = latest.Checkpoint.Size;
        return new WitnessReply(Taken: true);
    }

    private long LargestFile() =>
        !Directory.Exists(_ofLog)
            ? -1
            : Directory.EnumerateFiles(_ofLog, "*" + Ending)
                .Select(file => Path.GetFileName(file)[..^Ending.Length])
                .Select(name => long.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out long size) ? size : -1)
                .DefaultIfEmpty(-1)
                .Max();

    private string FileOf(long size) => Path.Combine(_ofLog, size.ToString(CultureInfo.InvariantCulture) + Ending);

    /// <summary>Null when there is no such file.</summary>
    private KnownCheckpoint? Read(string file)
    {
        if (!File.Exists(file))
        {
            return null;
        }

        try
        {
            return KnownCheckpoint.Read(File.ReadAllBytes(file), log)
                ?? throw new WitnessException($"has in {file} a checkpoint of this log's origin that another key signed; nothing is written there until somebody has looked", disputes: true);
        }
        catch (LedgerFormatException problem)
        {
            throw new WitnessException($"has in {file} what is no checkpoint ({problem.Message}); nothing is written there until somebody has looked", disputes: true, problem);
        }
    }

    /// <summary>A share that hangs keeps one thread, not one for each try.</summary>
    private async Task<T> RunAsync<T>(Func<T> work, CancellationToken cancellation)
    {
        if (!_last.IsCompleted)
        {
            throw new WitnessException("has not answered yet");
        }

        Task<T> running = Task.Run(work, CancellationToken.None);
        _last = running;
        try
        {
            return await running.WaitAsync(cancellation);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new WitnessException("cannot be used: " + problem.Message, cause: problem);
        }
    }
}
