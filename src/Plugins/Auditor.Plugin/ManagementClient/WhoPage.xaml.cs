using System.Windows;
using System.Windows.Controls;
using Auditor.Plugin.Core.Editing;

namespace Auditor.Plugin.ManagementClient;

/// <summary>Whom the rule catches, and whom not.</summary>
internal sealed partial class WhoPage : UserControl
{
    public WhoPage() => InitializeComponent();

    private RuleEditorViewModel? Model => DataContext as RuleEditorViewModel;

    private void Refresh(object sender, RoutedEventArgs e) => _ = Model?.Directory.RefreshAsync();

    private void AddUser(object sender, RoutedEventArgs e)
    {
        if (Model?.Draft.Whom.Users.Add(NewUser.Text) == true)
        {
            NewUser.Clear();
        }

        NewUser.Focus();
    }

    private void Why(object sender, RoutedEventArgs e)
    {
        if (sender is FrameworkElement { DataContext: CaughtPerson person })
        {
            _ = Model?.Catches.ExplainAsync(person);
        }
    }
}
