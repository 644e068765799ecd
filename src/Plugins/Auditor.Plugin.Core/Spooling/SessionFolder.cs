using System.Globalization;

namespace Auditor.Plugin.Core.Spooling;

/// <summary>The names of things in a spool's folder.</summary>
internal static class SessionFolder
{
    public const string LockName = "lock";
    public const string ReleasedName = "released";
    private const string SpoolName = "spool";
    private const string DamagedName = "damaged";
    private const string SegmentEnding = ".segment";

    /// <summary>Where all sessions stand.</summary>
    public static string Sessions(string folder) => Path.Combine(folder, SpoolName);

    public static string Of(string folder, Guid session) => Path.Combine(Sessions(folder), session.ToString("D"));

    /// <summary>Where copies of damaged segments are kept, and sessions that nobody here can open.</summary>
    public static string Damaged(string folder) => Path.Combine(folder, DamagedName);

    public static string SegmentPath(string sessionFolder, int number) =>
        Path.Combine(sessionFolder, number.ToString("D8", CultureInfo.InvariantCulture) + SegmentEnding);

    /// <summary>The segment files of a session, oldest first.</summary>
    public static IReadOnlyList<string> Segments(string sessionFolder) =>
        [.. Directory.GetFiles(sessionFolder, "*" + SegmentEnding).OrderBy(path => path, StringComparer.Ordinal)];

    public static int NumberOf(string segmentPath) =>
        int.TryParse(Path.GetFileNameWithoutExtension(segmentPath), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0;

    /// <summary>Says to every process that the session lives, as long as it is held open.</summary>
    /// <exception cref="IOException">It lives in another process, or the folder cannot be written.</exception>
    public static FileStream Lock(string sessionFolder) =>
        new(Path.Combine(sessionFolder, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
}
