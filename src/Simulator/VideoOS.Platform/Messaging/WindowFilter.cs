using VideoOS.Platform.Client;

namespace VideoOS.Platform.Messaging;

public class WindowFilter : MessageFilter
{
    private readonly string _messageId;
    private readonly string _window;

    public WindowFilter(string messageId, WindowInformation windowInformation)
    {
        _messageId = messageId;
        _window = windowInformation.WindowId;
    }

    internal override bool Passes(Message message, string window) => SameId(_messageId, message.MessageId) && window == _window;
}
