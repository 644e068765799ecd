using Auditor.Hosting;
using System.Collections.Concurrent;
using Auditor.AuditWriter.Sequencing;
using Auditor.Ledger;

namespace Auditor.AuditWriter.Witnessing;

/// <summary>
/// What this witness cosigned last, a file for each origin. Whoever changes one holds its lock, which also another process on this
/// machine respects, and the change is on the disk before anyone is told.
/// </summary>
internal sealed class WitnessRecords(string folder)
{
    private static readonly TimeSpan LockPatience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LockPause = TimeSpan.FromMilliseconds(10);

    private readonly ConcurrentDictionary<string, SemaphoreSlim> _turns = new(StringComparer.Ordinal);

    /// <summary>The checkpoint that was cosigned last with the signatures of log and witness; null for none.</summary>
    /// <exception cref="InvalidDataException">The file is no such checkpoint: it is never taken for nothing.</exception>
    public SignedNote? Read(string origin)
    {
        string file = FileOf(origin);
        if (!File.Exists(file))
        {
            return null;
        }

        try
        {
            var note = SignedNote.Parse(File.ReadAllBytes(file));
            return Checkpoint.Parse(note.Text).Origin.Equals(origin, StringComparison.Ordinal)
                ? note
                : throw new InvalidDataException($"{file} has a checkpoint of another log than '{origin}'.");
        }
        catch (LedgerFormatException problem)
        {
            throw new InvalidDataException($"{file} is no checkpoint: {problem.Message}", problem);
        }
    }

    /// <summary>Lets one at a time decide, for an origin, what comes after what is there.</summary>
    /// <param name="origin">Of the log.</param>
    /// <param name="decide">Is given what is there; says what is to be there, or null to leave it.</param>
    /// <param name="cancellation">Ends the wait for the turn.</param>
    /// <exception cref="TimeoutException">Another process does not let go of the file.</exception>
    public async Task UpdateAsync(string origin, Func<SignedNote?, SignedNote?> decide, CancellationToken cancellation)
    {
        SemaphoreSlim turn = _turns.GetOrAdd(origin, _ => new SemaphoreSlim(1, 1));
        await turn.WaitAsync(cancellation);
        try
        {
            Directory.CreateDirectory(folder);
            await using FileStream alone = await LockAsync(FileOf(origin) + ".lock", cancellation);
            if (decide(Read(origin)) is { } next)
            {
                DurableFile.Replace(FileOf(origin), next.ToBytes());
            }
        }
        finally
        {
            turn.Release();
        }
    }

    private string FileOf(string origin) => Path.Combine(folder, Cosigning.OriginHash(origin) + ".checkpoint");

    private static async Task<FileStream> LockAsync(string file, CancellationToken cancellation)
    {
        long since = Environment.TickCount64;
        while (true)
        {
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(file) && Environment.TickCount64 - since < LockPatience.TotalMilliseconds)
            {
                await Task.Delay(LockPause, cancellation);
            }
            catch (IOException held) when (File.Exists(file))
            {
                throw new TimeoutException($"{file} is held by another process.", held);
            }
        }
    }
}
