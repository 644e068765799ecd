namespace Auditor.Notifier.Formats;

/// <summary>An activity of a class.</summary>
/// <param name="Class">The class.</param>
/// <param name="Id"><c>activity_id</c>.</param>
/// <param name="Name">Its caption; of <see cref="Other"/> our own word.</param>
internal sealed record OcsfActivity(OcsfClass Class, int Id, string Name)
{
    /// <summary>What has no number of its own; the name says what it is.</summary>
    public const int Other = 99;

    public int TypeUid => (Class.Uid * 100) + Id;

    public string TypeName => $"{Class.Name}: {Name}";
}
