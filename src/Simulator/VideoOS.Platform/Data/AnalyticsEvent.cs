namespace VideoOS.Platform.Data;

public class AnalyticsEvent : BaseEvent
{
    public Vendor Vendor { get; set; }

    public SnapshotList SnapshotList { get; set; }

    public string Location { get; set; }

    public string Description { get; set; }
}
