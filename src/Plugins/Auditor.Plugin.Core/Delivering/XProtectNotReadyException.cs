namespace Auditor.Plugin.Core.Delivering;

/// <summary>XProtect cannot take anything yet, for instance because its log service has not started. Not a failed delivery: it is tried again until it can.</summary>
public sealed class XProtectNotReadyException : Exception
{
    public XProtectNotReadyException(string message)
        : base(message)
    {
    }

    public XProtectNotReadyException(string message, Exception cause)
        : base(message, cause)
    {
    }

    public XProtectNotReadyException()
    {
    }
}
