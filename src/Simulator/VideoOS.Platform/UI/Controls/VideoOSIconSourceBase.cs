namespace VideoOS.Platform.UI.Controls;

public abstract class VideoOSIconSourceBase;
