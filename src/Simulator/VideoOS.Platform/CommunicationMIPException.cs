namespace VideoOS.Platform;

public class CommunicationMIPException : MIPException
{
    public CommunicationMIPException(string message)
        : base(message)
    {
    }
}
