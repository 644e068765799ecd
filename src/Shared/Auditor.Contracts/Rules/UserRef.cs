namespace Auditor.Contracts;

/// <summary>
/// A user as a rule names one. With a SID only the SID counts; without, the name, ignoring case, where a name without a
/// domain also means that name in any domain.
/// </summary>
public sealed record UserRef
{
    public string? Sid { get; init; }

    public string? Name { get; init; }
}
