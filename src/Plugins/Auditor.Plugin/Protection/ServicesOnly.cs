using System.ComponentModel;
using System.IO;
using System.Runtime.InteropServices;
using System.Security.Principal;

namespace Auditor.Plugin.Protection;

/// <summary>
/// Permissions of a file with a secret of the machine. In the machine's data folder every signed-in user may read by default, and what is
/// protected for the machine can be opened by whoever can read it.
/// </summary>
internal static class ServicesOnly
{
    private const int FileObject = 1;
    private const int Revision = 1;
    private const uint ProtectedDacl = 0x80000004;

    /// <summary>Services may read the file; administrators, the system and whoever saves it may do everything; nobody else anything.</summary>
    /// <exception cref="UnauthorizedAccessException">Windows does not allow it.</exception>
    public static void Restrict(string path)
    {
        using WindowsIdentity saver = WindowsIdentity.GetCurrent();
        // SU is whoever runs as a service, and so the Event Server under whatever account.
        string rights = $"D:P(A;;FA;;;SY)(A;;FA;;;BA)(A;;FR;;;SU)(A;;FA;;;{saver.User?.Value ?? "BA"})";
        if (!ConvertStringSecurityDescriptorToSecurityDescriptor(rights, Revision, out IntPtr descriptor, IntPtr.Zero))
        {
            throw Failure(path, Marshal.GetLastWin32Error());
        }

        try
        {
            if (!GetSecurityDescriptorDacl(descriptor, out _, out IntPtr list, out _))
            {
                throw Failure(path, Marshal.GetLastWin32Error());
            }

            int error = SetNamedSecurityInfo(path, FileObject, ProtectedDacl, IntPtr.Zero, IntPtr.Zero, list, IntPtr.Zero);
            if (error != 0)
            {
                throw Failure(path, error);
            }
        }
        finally
        {
            _ = LocalFree(descriptor);
        }
    }

    private static UnauthorizedAccessException Failure(string path, int error) =>
        new($"The permissions of '{Path.GetFileName(path)}' cannot be set: {new Win32Exception(error).Message}");

    // Not the framework's own way: it is another one on each runtime that loads this.
    [DllImport("advapi32.dll", EntryPoint = "ConvertStringSecurityDescriptorToSecurityDescriptorW", CharSet = CharSet.Unicode, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool ConvertStringSecurityDescriptorToSecurityDescriptor(string text, int revision, out IntPtr descriptor, IntPtr size);

    [DllImport("advapi32.dll", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool GetSecurityDescriptorDacl(
        IntPtr descriptor, [MarshalAs(UnmanagedType.Bool)] out bool present, out IntPtr list, [MarshalAs(UnmanagedType.Bool)] out bool isDefault);

    [DllImport("advapi32.dll", EntryPoint = "SetNamedSecurityInfoW", CharSet = CharSet.Unicode)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int SetNamedSecurityInfo(string name, int kind, uint what, IntPtr owner, IntPtr group, IntPtr list, IntPtr audit);

    [DllImport("kernel32.dll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern IntPtr LocalFree(IntPtr memory);
}
