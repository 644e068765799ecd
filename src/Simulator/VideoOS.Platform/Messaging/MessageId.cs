namespace VideoOS.Platform.Messaging;

/// <summary>The ids of <see cref="System"/> are fields and those of the others constants, as in the SDK: a constant can be a case label, a field cannot.</summary>
public static class MessageId
{
    public static class System
    {
        public static string ModeChangedIndication = "System.ModeChangedIndication";
        public static string SystemConfigurationChangedIndication = "System.SystemConfigurationChangedIndication";
        public static string LocalConfigurationChangedIndication = "System.LocalConfigurationChangedIndication";
        public static string ApplicationLoggedOnIndication = "System.ApplicationLoggedOnIndication";
        public static string ApplicationLoggedOffIndication = "System.ApplicationLoggedOffIndication";
        public static string ApplicationRefreshTreeViewCommand = "System.ApplicationRefreshTreeViewCommand";
        public static string ModeChangeCommand = "System.ModeChangeCommand";
    }

    public static class SmartClient
    {
        public const string PlaybackCurrentTimeIndication = "SmartClient.PlaybackCurrentTimeIndication";
        public const string PlaybackIndication = "SmartClient.PlaybackIndication";
        public const string PlaybackCommand = "SmartClient.PlaybackCommand";
        public const string GetCurrentPlaybackTimeRequest = "SmartClient.GetCurrentPlaybackTimeRequest";
        public const string GetTimelineSelectedIntervalRequest = "SmartClient.GetTimelineSelectedIntervalRequest";
        public const string ShownWorkSpaceChangedIndication = "SmartClient.ShownWorkSpaceChangedIndication";
        public const string WorkSpaceStateChangedIndication = "SmartClient.WorkSpaceStateChangedIndication";
        public const string SelectedViewChangedIndication = "SmartClient.SelectedViewChangedIndication";
        public const string SelectedCameraChangedIndication = "SmartClient.SelectedCameraChangedIndication";
        public const string SelectedViewItemChangedIndication = "SmartClient.SelectedViewItemChangedIndication";
        public const string ChangeModeCommand = "SmartClient.ChangeModeCommand";
        public const string ShowWorkSpaceCommand = "SmartClient.ShowWorkSpaceCommand";
        public const string ChangeWorkSpaceStateCommand = "SmartClient.ChangeWorkSpaceStateCommand";
        public const string MultiWindowCommand = "SmartClient.MultiWindowCommand";
        public const string SetCameraInViewCommand = "SmartClient.SetCameraInViewCommand";
        public const string SmartClientMessageCommand = "SmartClient.SmartClientMessageCommand";
        public const string SmartClientMessageButtonClickedIndication = "SmartClient.SmartClientMessageButtonClickedIndication";
        public const string SmartClientMessageRemovedIndication = "SmartClient.SmartClientMessageRemovedIndication";
        public const string ToastShowCommand = "SmartClient.ToastShowCommand";
        public const string ToastHideCommand = "SmartClient.ToastHideCommand";
        public const string ThemeChangedIndication = "SmartClient.ThemeChangedIndication";
        public const string ReloadConfigurationCommand = "SmartClient.ReloadConfigurationCommand";
    }

    public static class Server
    {
        public const string ConfigurationChangedIndication = "Server.ConfigurationChangedIndication";
        public const string NewEventCommand = "Server.NewEventCommand";
        public const string NewEventIndication = "Server.NewEventIndication";
        public const string NewEventsIndication = "Server.NewEventsIndication";
        public const string NewAlarmCommand = "Server.NewAlarmCommand";
    }

    public static class Control
    {
        public const string TriggerCommand = "Control.TriggerCommand";
        public const string OutputActivate = "Control.OutputActivate";
        public const string StartRecordingCommand = "Control.StartRecordingCommand";
    }
}
