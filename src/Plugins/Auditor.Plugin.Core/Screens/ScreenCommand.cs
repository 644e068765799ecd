using System.Windows.Input;

namespace Auditor.Plugin.Core.Screens;

/// <summary>What a button does, and whether it can now.</summary>
public sealed class ScreenCommand(Action act, Func<bool>? can = null) : ICommand
{
    public event EventHandler? CanExecuteChanged;

    public bool CanExecute(object? parameter) => can?.Invoke() ?? true;

    public void Execute(object? parameter)
    {
        if (CanExecute(parameter))
        {
            act();
        }
    }

    /// <summary>Call it when the answer of <see cref="CanExecute"/> may have changed.</summary>
    public void Tell() => CanExecuteChanged?.Invoke(this, EventArgs.Empty);
}
