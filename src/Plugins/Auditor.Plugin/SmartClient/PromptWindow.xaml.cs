using System.ComponentModel;
using System.Windows;
using System.Windows.Input;
using Auditor.Plugin.Core.Prompting;
using Auditor.Plugin.Look;

namespace Auditor.Plugin.SmartClient;

/// <summary>The question on the screen. Closes with an answer, a recorded decline, or when it is withdrawn; with nothing else.</summary>
internal sealed partial class PromptWindow : Window
{
    // Around a window that is as tall as the screen lets it be.
    private const double Air = 24;

    private readonly PromptViewModel _model;
    private bool _withdrawn;

    public PromptWindow(PromptViewModel model, LookTheme theme)
    {
        _model = model;
        Appearance.Apply(this, theme);
        InitializeComponent();
        DataContext = model;
        // In units of this screen: half of it is left at 200 %. Longer questions scroll.
        MaxHeight = Math.Max(320, SystemParameters.WorkArea.Height - Air);
        MaxWidth = Math.Max(MinWidth, SystemParameters.WorkArea.Width - Air);
        model.Decided += (_, _) => Close();
        Loaded += (_, _) => FocusFirstField();
        Heading.MouseLeftButtonDown += (_, pressed) => Drag(pressed);
    }

    /// <summary>Takes the window away; nobody has answered.</summary>
    public void Withdraw()
    {
        _withdrawn = true;
        Close();
    }

    protected override void OnPreviewKeyDown(KeyEventArgs e)
    {
        base.OnPreviewKeyDown(e);
        if (e.Key == Key.Enter && e.KeyboardDevice.Modifiers == ModifierKeys.Control)
        {
            _model.TryContinue();
            e.Handled = true;
        }
    }

    // The bubbling event: an open drop-down, or the notes with their line breaks, come first.
    protected override void OnKeyDown(KeyEventArgs e)
    {
        base.OnKeyDown(e);
        if (e.Handled)
        {
            return;
        }

        if (e.Key == Key.Escape)
        {
            _model.TryLeave();
            e.Handled = true;
        }
        else if (e.Key == Key.Enter && e.KeyboardDevice.Modifiers == ModifierKeys.None)
        {
            _model.TryContinue();
            e.Handled = true;
        }
        else if (e.Key == Key.Delete && ReasonBox.IsKeyboardFocusWithin)
        {
            _model.Picked = null;
            e.Handled = true;
        }
    }

    protected override void OnClosing(CancelEventArgs e)
    {
        base.OnClosing(e);
        if (_withdrawn || _model.Reply is not null)
        {
            return;
        }

        // Alt+F4 and the like. A decline closes once more, which must not happen within a closing.
        e.Cancel = true;
        _ = Dispatcher.BeginInvoke(new Action(_model.TryLeave));
    }

    private void FocusFirstField()
    {
        Activate();
        if (_model.HasReasons)
        {
            ReasonBox.Focus();
        }
        else
        {
            NotesBox.Focus();
        }
    }

    private void Drag(MouseButtonEventArgs pressed)
    {
        if (pressed.ButtonState == MouseButtonState.Pressed)
        {
            DragMove();
        }
    }
}
