namespace VideoOS.Platform.Admin;

public enum Category
{
    Server = 0,
    VideoIn = 1,
    VideoOut = 2,
    AudioIn = 3,
    AudioOut = 4,
    TriggerIn = 5,
    TriggerOut = 6,
    Text = 7,
    Unknown = 8,
    Layout = 9,
}
