using VideoOS.Platform.UI.Controls;

namespace VideoOS.Platform.Messaging;

public class SmartClientTextToastData : SmartClientToastData
{
    public SmartClientTextToastData(
        Guid id, TimeSpan duration, Action<SmartClientToastData> dismissed, Action<SmartClientToastData> activated, Action<SmartClientToastData> expired,
        VideoOSIconSourceBase icon, string primaryText, string secondaryText, string countText)
        : base(id, duration)
    {
        PrimaryText = primaryText;
        SecondaryText = secondaryText;
    }

    public string PrimaryText { get; }

    public string SecondaryText { get; }
}
