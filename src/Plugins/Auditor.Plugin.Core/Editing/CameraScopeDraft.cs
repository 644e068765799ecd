using Auditor.Contracts;

namespace Auditor.Plugin.Core.Editing;

/// <summary>"Specify Cameras", while it is edited.</summary>
public sealed class CameraScopeDraft : DraftPart
{
    private bool _specified;

    public CameraScopeDraft()
    {
        Cameras.Edited += (_, _) => RaiseEdited();
        Groups.Edited += (_, _) => RaiseEdited();
    }

    /// <summary>Off: all cameras. The lists are kept, so that switching off and on again loses nothing.</summary>
    public bool Specified
    {
        get => _specified;
        set => Edit(ref _specified, value);
    }

    public DraftList<NamedChoice> Cameras { get; } = [];

    public DraftList<NamedChoice> Groups { get; } = [];

    /// <summary>Those that are there already are not added again.</summary>
    public void AddCameras(IEnumerable<CameraRef> cameras) => Add(Cameras, cameras.Select(camera => new NamedChoice(camera.Id, camera.Name)));

    /// <inheritdoc cref="AddCameras"/>
    public void AddGroups(IEnumerable<CameraGroupRef> groups) => Add(Groups, groups.Select(group => new NamedChoice(group.Id, group.Name)));

    public CameraScope ToScope() => new()
    {
        Specified = Specified,
        Cameras = [.. Cameras.Select(camera => new CameraRef { Id = camera.Id, Name = camera.Name })],
        Groups = [.. Groups.Select(group => new CameraGroupRef { Id = group.Id, Name = group.Name })],
    };

    public void Fill(CameraScope scope)
    {
        Specified = scope.Specified;
        Cameras.Replace(scope.Cameras.Select(camera => new NamedChoice(camera.Id, camera.Name)));
        Groups.Replace(scope.Groups.Select(group => new NamedChoice(group.Id, group.Name)));
    }

    private static void Add(DraftList<NamedChoice> list, IEnumerable<NamedChoice> more)
    {
        foreach (NamedChoice one in more)
        {
            if (!list.Any(there => string.Equals(there.Id, one.Id, StringComparison.OrdinalIgnoreCase)))
            {
                list.Add(one);
            }
        }
    }
}
