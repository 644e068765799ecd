using System.Reflection;

namespace Auditor.Plugin.WindowsHost.Screens;

/// <summary>One screen of the plugin. A new one is a class derived from this, with a constructor without parameters; nothing else has to be told.</summary>
internal abstract class HostScreen
{
    /// <summary>As commands call it.</summary>
    public abstract string Name { get; }

    public static Dictionary<string, HostScreen> All() =>
        Assembly.GetExecutingAssembly().GetTypes()
            .Where(type => type.IsSubclassOf(typeof(HostScreen)) && !type.IsAbstract)
            .Select(type => (HostScreen)Activator.CreateInstance(type)!)
            .ToDictionary(screen => screen.Name, StringComparer.Ordinal);

    /// <summary>Shows it, and returns when it is shown.</summary>
    public abstract void Show(ScreenRequest request);

    /// <summary>Something that happens to it from outside while it is shown.</summary>
    public virtual void Tell(ScreenRequest request) => throw new NotSupportedException($"{Name} hears nothing.");
}
