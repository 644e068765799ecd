using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Auditor.Plugin.Core.Screens;

/// <summary>What stands behind a screen: tells the screen what has changed. Used on one thread, the screen's.</summary>
public abstract class ScreenModel : INotifyPropertyChanged
{
    public event PropertyChangedEventHandler? PropertyChanged;

    /// <summary>Sets a property's field; false when it had the value already.</summary>
    protected bool Set<T>(ref T field, T value, [CallerMemberName] string property = "")
    {
        if (EqualityComparer<T>.Default.Equals(field, value))
        {
            return false;
        }

        field = value;
        Tell(property);
        return true;
    }

    /// <summary>Says that these have changed; "" means all of them.</summary>
    protected void Tell(params string[] properties)
    {
        foreach (string property in properties ?? throw new ArgumentNullException(nameof(properties)))
        {
            PropertyChanged?.Invoke(this, new PropertyChangedEventArgs(property));
        }
    }
}
