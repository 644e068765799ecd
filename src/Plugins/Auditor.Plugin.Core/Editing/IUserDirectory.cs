namespace Auditor.Plugin.Core.Editing;

/// <summary>Who is in the system. Slow: one call for each role.</summary>
public interface IUserDirectory
{
    /// <summary>Called from a thread that may wait. Any exception means that they could not be read.</summary>
    DirectoryListing Read(CancellationToken cancellation);
}
