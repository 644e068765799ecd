namespace VideoOS.Platform.Log;

public enum Status
{
    StatusQuo,
    Success,
    Failure,
}
