namespace Auditor.Rules;

/// <summary>What the rules say of one user or role, or of everyone.</summary>
internal sealed class WhomEntry
{
    /// <summary>Rules for all cameras that name it.</summary>
    public Posting? AllCameras { get; private set; }

    /// <summary>Rules with specified cameras that name it.</summary>
    public Posting? SpecifiedCameras { get; private set; }

    /// <summary>Rules that exclude it.</summary>
    public Posting? Excluded { get; private set; }

    public void Add(int ordinal, bool specified)
    {
        if (specified)
        {
            (SpecifiedCameras ??= new Posting()).Add(ordinal);
        }
        else
        {
            (AllCameras ??= new Posting()).Add(ordinal);
        }
    }

    public void Exclude(int ordinal) => (Excluded ??= new Posting()).Add(ordinal);

    public void Seal(int wordCount)
    {
        AllCameras?.Seal(wordCount);
        SpecifiedCameras?.Seal(wordCount);
        Excluded?.Seal(wordCount);
    }

    public void AddTo(Workspace workspace)
    {
        AllCameras?.AddTo(workspace.Found);
        SpecifiedCameras?.AddTo(workspace.Caught);
        Excluded?.AddTo(workspace.Excluded);
    }
}
