namespace VideoOS.Platform.Client;

public abstract class SettingsPanelPlugin
{
    private readonly Dictionary<string, string> _properties = [];

    public abstract Guid Id { get; }

    public abstract string Title { get; }

    public abstract void Init();

    public abstract void Close();

    public abstract System.Windows.Controls.UserControl GenerateUserControl();

    public abstract void CloseUserControl();

    public abstract bool TrySaveChanges(out string errorMessage);

    public string GetProperty(string key) => _properties.TryGetValue(key, out string value) ? value : null;

    public void SetProperty(string key, string value) => _properties[key] = value;
}
