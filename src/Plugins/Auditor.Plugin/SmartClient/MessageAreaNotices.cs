using Auditor.Plugin.Core.Clients;
using VideoOS.Platform;
using VideoOS.Platform.Messaging;

namespace Auditor.Plugin.SmartClient;

/// <summary>Smart Client's message area.</summary>
internal sealed class MessageAreaNotices(EnvironmentManager environment, ClientControl client, IPluginLog log) : IOperatorNotices
{
    // The area knows a message by this object; the same one replaces, and an empty text takes it away.
    private readonly object _id = new();
    private readonly object _gate = new();
    private string _shown = "";

    public void Show(string text, bool urgent) => Put(text, urgent);

    public void Clear() => Put("", urgent: false);

    private void Put(string text, bool urgent)
    {
        lock (_gate)
        {
            if (_shown == text)
            {
                return;
            }

            _shown = text;
        }

        Send(text, urgent);
    }

    private void Send(string text, bool urgent)
    {
        try
        {
            client.CallOnUiThread(() => SendNow(text, urgent));
        }
        catch (Exception problem)
        {
            log.Error("Notices", "The message area could not be reached.", problem);
        }
    }

    private void SendNow(string text, bool urgent)
    {
        try
        {
            environment.SendMessage(new Message(
                MessageId.SmartClient.SmartClientMessageCommand,
                new SmartClientMessageData
                {
                    MessageId = _id,
                    Message = text,
                    MessageType = urgent ? SmartClientMessageDataType.Warning : SmartClientMessageDataType.None,
                    IsClosable = !urgent,
                }));
        }
        catch (Exception problem)
        {
            log.Error("Notices", "The message area took no message.", problem);
        }
    }
}
