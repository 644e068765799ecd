using Auditor.WebConsole.Services;

namespace Auditor.WebConsole.Trust;

/// <summary>Everything that the page shows. Each part stands by itself.</summary>
/// <param name="Zone">In which times are shown.</param>
/// <param name="Standing">Which clients are asked for; null for all.</param>
/// <param name="Head">The checkpoint.</param>
/// <param name="Completeness">What is missing, and the clients.</param>
/// <param name="Witnesses">Who keeps copies of checkpoints.</param>
/// <param name="Verifications">Whole verifications.</param>
public sealed record TrustState(
    TimeZoneInfo Zone, string? Standing, Answer<SignedState> Head, Answer<Completeness> Completeness, Answer<WitnessLines> Witnesses, Answer<Verifications> Verifications);
