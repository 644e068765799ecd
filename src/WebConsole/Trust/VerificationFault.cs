namespace Auditor.WebConsole.Trust;

/// <summary>One thing that is wrong with the log.</summary>
public sealed record VerificationFault
{
    public string Message { get; init; } = "";

    public long? Position { get; init; }

    public Guid? EntryId { get; init; }
}
