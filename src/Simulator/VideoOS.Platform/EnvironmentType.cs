namespace VideoOS.Platform;

public enum EnvironmentType
{
    SmartClient,
    Administration,
    Service,
    Standalone,
}
