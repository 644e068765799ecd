using System.Diagnostics;

namespace Auditor.Plugin.Core.Tests.Fakes;

internal static class Folders
{
    /// <summary>Removes a folder in which something that was disposed may still finish its last file.</summary>
    public static void Remove(string folder)
    {
        long start = Stopwatch.GetTimestamp();
        while (Directory.Exists(folder))
        {
            try
            {
                Directory.Delete(folder, recursive: true);
            }
            catch (Exception busy) when (busy is IOException && Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(30))
            {
                Thread.Sleep(5);
            }
        }
    }
}
