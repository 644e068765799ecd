using System.Runtime.InteropServices;

namespace Auditor.Plugin.Core.Protection;

/// <summary>
/// Makes folders that only their owner may look into. On Windows the folders of a user's profile are so already; elsewhere the
/// permissions are set.
/// </summary>
internal static class OwnerOnlyFolder
{
    private const int OwnerReadWriteExecute = 0x1C0;

    /// <exception cref="IOException">The folder cannot be made.</exception>
    public static void Create(string path)
    {
        Directory.CreateDirectory(path);
        if (!RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
        {
            _ = ChangeMode(path, OwnerReadWriteExecute);
        }
    }

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [DllImport("libc", EntryPoint = "chmod", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern int ChangeMode([MarshalAs(UnmanagedType.LPStr)] string path, int mode);
}
