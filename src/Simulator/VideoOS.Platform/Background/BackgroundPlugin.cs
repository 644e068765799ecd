namespace VideoOS.Platform.Background;

/// <summary>Lives from login to logout (Event Server: from start to stop).</summary>
public abstract class BackgroundPlugin
{
    public abstract Guid Id { get; }

    public abstract string Name { get; }

    public abstract List<EnvironmentType> TargetEnvironments { get; }

    public abstract void Init();

    public abstract void Close();
}
