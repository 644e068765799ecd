namespace Auditor.Storage;

/// <summary>Lengths of the steps that are counted.</summary>
public enum SeriesUnit
{
    Minute,
    Hour,
    Day,
}
