using Auditor.Contracts;
using Auditor.Plugin.Core.Clients;

namespace Auditor.Plugin.Core.Prompting;

/// <summary>An activity for which the operator has to be asked. It is told how that ended once, from any thread.</summary>
internal sealed class PromptDue
{
    /// <summary>The activity that asks, as it was recorded.</summary>
    public required ActivityObserved Entry { get; init; }

    /// <summary>Ends when the entry is on the disk, or failed to get there.</summary>
    public required Task OnDisk { get; init; }

    public required Prompt Prompt { get; init; }

    /// <summary>Names of the rules that ask; none when no policy is known.</summary>
    public IReadOnlyList<string> Rules { get; init; } = [];

    /// <summary>Answers of the stay that the entry belongs to: they count for as long as the stay lasts.</summary>
    public required StandingAnswers Stay { get; init; }

    /// <summary>Records how it ended; the reason when one was given.</summary>
    public required Action<PromptEnd, Reason?> Settle { get; init; }

    /// <summary>Takes the operator back to live, unless one has left by oneself.</summary>
    public required Action<IClientCommands> SendBack { get; init; }
}
