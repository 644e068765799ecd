using System.Windows;
using System.Windows.Controls;
using Auditor.Plugin.Core.Editing;

namespace Auditor.Plugin.ManagementClient;

/// <summary>The broker, Event Server's user, and RuleService.</summary>
internal sealed partial class ConnectionPage : UserControl
{
    public ConnectionPage() => InitializeComponent();

    private ConnectionViewModel? Model => DataContext as ConnectionViewModel;

    private void Save(object sender, RoutedEventArgs e)
    {
        if (Model?.Save() == true)
        {
            PasswordBox.Clear();
            EventServerPasswordBox.Clear();
            KeyBox.Clear();
        }
    }

    private void Test(object sender, RoutedEventArgs e) => _ = Model?.TestAsync();

    // A password box does not bind, so that secrets do not lie about in properties of the screen.
    private void OnPassword(object sender, RoutedEventArgs e) => Enter(Model?.Password, PasswordBox);

    private void OnEventServerPassword(object sender, RoutedEventArgs e) => Enter(Model?.EventServerPassword, EventServerPasswordBox);

    private void OnKey(object sender, RoutedEventArgs e) => Enter(Model?.ApiKey, KeyBox);

    private static void Enter(SecretDraft? secret, PasswordBox box)
    {
        if (secret is not null && secret.Entered != box.Password)
        {
            secret.Entered = box.Password;
        }
    }
}
