using System.Windows.Controls;
using Auditor.Plugin.Core.Clients;
using Auditor.Plugin.Look;

namespace Auditor.Plugin.SmartClient;

/// <summary>The page "My auditing" in Smart Client's settings.</summary>
internal sealed partial class MyAuditingPanel : UserControl
{
    public MyAuditingPanel(MyAuditingViewModel model, LookTheme theme)
    {
        Appearance.Apply(this, theme);
        InitializeComponent();
        DataContext = model;
    }
}
