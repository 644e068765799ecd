namespace Auditor.Plugin.Core.Spooling;

/// <summary>One client session as its sender sees it. For one thread.</summary>
internal interface ISpooledSession
{
    /// <summary>The next activity to send; null when there is none now.</summary>
    /// <exception cref="IOException">The disk cannot be read.</exception>
    SpooledRecord? Next();

    /// <summary>Everything up to this number is safe on the other side.</summary>
    void Release(long sequence);

    /// <summary>What was read and not released is read again.</summary>
    void Rewind();

    /// <summary>Called when all that was read is released and there is no more. True when the session is over and nothing of it is left.</summary>
    /// <exception cref="IOException">The disk cannot be written.</exception>
    bool TryFinish();
}
