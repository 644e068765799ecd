using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Auditor.Plugin.Core.Editing;

/// <summary>What a screen shows, and is told about when it changes. Belongs to the thread that made it.</summary>
public abstract class Observed : INotifyPropertyChanged
{
    public event PropertyChangedEventHandler? PropertyChanged;

    protected bool Set<T>(ref T field, T value, [CallerMemberName] string name = "")
    {
        if (EqualityComparer<T>.Default.Equals(field, value))
        {
            return false;
        }

        field = value;
        Raise(name);
        return true;
    }

    protected void Raise(string name) => PropertyChanged?.Invoke(this, new PropertyChangedEventArgs(name));
}
