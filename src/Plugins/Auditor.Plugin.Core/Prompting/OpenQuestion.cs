namespace Auditor.Plugin.Core.Prompting;

/// <summary>The question that stands before the operator. Its fields are guarded by the desk's lock.</summary>
internal sealed class OpenQuestion
{
    /// <summary>What it is asked for.</summary>
    public IReadOnlyList<PromptDue> Due { get; set; } = [];

    public PromptQuestion Asked { get; set; } = new();

    /// <summary>How often the view failed to ask it.</summary>
    public int Failures { get; set; }

    /// <summary>How often the view brought an answer that is none.</summary>
    public int Refusals { get; set; }

    /// <summary>Whoever sets this may tell how it ended; nobody else does.</summary>
    public bool IsSettled { get; set; }

    public ITimer? Expiry { get; set; }

    public ITimer? Again { get; set; }

    public CancellationTokenSource Withdrawn { get; } = new();
}
