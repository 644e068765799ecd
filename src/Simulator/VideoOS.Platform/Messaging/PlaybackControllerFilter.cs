using VideoOS.Platform.Client;

namespace VideoOS.Platform.Messaging;

public class PlaybackControllerFilter : MessageFilter
{
    private readonly string _messageId;
    private readonly string _window;

    public PlaybackControllerFilter(string messageId, WindowInformation windowInformation)
    {
        _messageId = messageId;
        _window = windowInformation.WindowId;
    }

    internal override bool Passes(Message message, string window) => SameId(_messageId, message.MessageId) && window == _window;
}
