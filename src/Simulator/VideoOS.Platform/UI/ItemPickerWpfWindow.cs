namespace VideoOS.Platform.UI;

public class ItemPickerWpfWindow : System.Windows.Window
{
    public IEnumerable<Item> Items { get; set; }

    public List<Guid> KindsFilter { get; set; }

    public SelectionModeOptions SelectionMode { get; set; }

    public IEnumerable<Item> SelectedItems { get; set; }
}
