namespace VideoOS.Platform;

public class MIPException : Exception
{
    public MIPException(string message)
        : base(message)
    {
    }

    public MIPException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
