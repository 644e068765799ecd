namespace VideoOS.Platform.UI;

public enum SelectionModeOptions
{
    AutoCloseOnSelect,
    SingleSelect,
}
