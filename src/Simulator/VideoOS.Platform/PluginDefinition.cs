using VideoOS.Platform.Background;

namespace VideoOS.Platform;

public abstract class PluginDefinition
{
    public abstract Guid Id { get; }

    public abstract System.Drawing.Image Icon { get; }

    public virtual List<BackgroundPlugin> BackgroundPlugins => [];
}
