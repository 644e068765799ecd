namespace Auditor.Plugin.Core.Clients;

/// <summary>Where the operator is told that something waits. Called from any thread; never throws. One notice at a time; a new one replaces it.</summary>
public interface IOperatorNotices
{
    /// <param name="text">A whole sentence for the operator.</param>
    /// <param name="urgent">True when something may be lost unless somebody acts.</param>
    void Show(string text, bool urgent);

    /// <summary>Nothing is wrong any more.</summary>
    void Clear();
}
