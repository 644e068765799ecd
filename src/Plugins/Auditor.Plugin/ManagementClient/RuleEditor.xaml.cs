using System.Windows;
using System.Windows.Controls;
using Auditor.Plugin.Core.Editing;
using Auditor.Plugin.Look;

namespace Auditor.Plugin.ManagementClient;

/// <summary>The editor of an audit rule. Management Client, which it stands in, is light.</summary>
internal sealed partial class RuleEditor : UserControl
{
    private readonly RuleEditorViewModel _model;

    public RuleEditor(RuleEditorViewModel model, ICameraPicker cameras)
    {
        _model = model;
        Appearance.Apply(this, LookTheme.Light);
        Resources.MergedDictionaries.Add(EditingResources.Load());
        InitializeComponent();
        CamerasPage.Picker = cameras;
        DataContext = model;
        model.PropertyChanged += (_, changed) =>
        {
            // Another rule begins on the first page.
            if (changed.PropertyName == nameof(RuleEditorViewModel.IsShown) && model.IsShown)
            {
                Tabs.SelectedIndex = 0;
            }
        };
        model.Saving.PropertyChanged += (_, changed) =>
        {
            if (changed.PropertyName == nameof(RuleSaving.Item))
            {
                LoadHistory();
            }
        };
    }

    private void LoadHistory()
    {
        if (HistoryTab.IsSelected && _model.Saving.Item is { } item)
        {
            _ = _model.History.LoadAsync(item.Id);
        }
    }

    private void OnTab(object sender, SelectionChangedEventArgs e)
    {
        // Lists on the pages tell of their selections by the same event.
        if (ReferenceEquals(e.OriginalSource, Tabs))
        {
            LoadHistory();
        }
    }

    private void RetryXProtect(object sender, RoutedEventArgs e) => _model.RetryXProtect();

    private void RetryRuleService(object sender, RoutedEventArgs e) => _model.RetryRuleService();

    private void TakeTheirs(object sender, RoutedEventArgs e) => _model.TakeTheirs();

    private void KeepMine(object sender, RoutedEventArgs e) => _model.KeepMine();
}
