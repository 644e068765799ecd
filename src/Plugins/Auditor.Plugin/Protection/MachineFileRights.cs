using System.IO;
using System.Security.AccessControl;
using System.Security.Principal;

namespace Auditor.Plugin.Protection;

/// <summary>
/// Who may read a file of the machine. DPAPI's machine scope opens a secret to every process of the machine, so the file's own rights have to say
/// whom it is for: administrators, the system, and Network Service, which Event Server runs as unless somebody chose otherwise.
/// </summary>
internal static class MachineFileRights
{
    /// <exception cref="UnauthorizedAccessException">This user may not change them.</exception>
    public static void Restrict(string file)
    {
        var rights = new FileSecurity();
        rights.SetAccessRuleProtection(isProtected: true, preserveInheritance: false);
        Allow(rights, WellKnownSidType.BuiltinAdministratorsSid, FileSystemRights.FullControl);
        Allow(rights, WellKnownSidType.LocalSystemSid, FileSystemRights.FullControl);
        Allow(rights, WellKnownSidType.NetworkServiceSid, FileSystemRights.Read);
        File.SetAccessControl(file, rights);
    }

    private static void Allow(FileSecurity rights, WellKnownSidType who, FileSystemRights what) =>
        rights.AddAccessRule(new FileSystemAccessRule(new SecurityIdentifier(who, domainSid: null), what, AccessControlType.Allow));
}
