using System.Diagnostics;

namespace Auditor.Benchmarks;

/// <summary>Processor time that processes take from when this is made.</summary>
internal sealed class ProcessorMeter((string Name, Func<TimeSpan> Read)[] processes)
{
    private readonly TimeSpan[] _before = [.. processes.Select(process => process.Read())];
    private readonly long _began = Stopwatch.GetTimestamp();

    /// <summary>This program, which is both ends of the way.</summary>
    public static (string Name, Func<TimeSpan> Read) Ends { get; } = ("both ends", () =>
    {
        using var self = Process.GetCurrentProcess();
        return self.TotalProcessorTime;
    });

    /// <summary>Says what each took for one activity, and what there was.</summary>
    public void Tell(int activities)
    {
        double there = Stopwatch.GetElapsedTime(_began).TotalMicroseconds * Environment.ProcessorCount / activities;
        IEnumerable<string> each = processes.Select((process, i) => $"{process.Name} {(process.Read() - _before[i]).TotalMicroseconds / activities:F0}");
        Console.WriteLine($"  µs of processor time an activity: {string.Join(", ", each)}; of {there:F0} there were");
    }
}
