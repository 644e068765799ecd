using System.Net.Mail;

namespace Auditor.Notifier.Destinations.Email;

/// <summary>
/// Sends one mail, and ends when it is told to. SmtpClient's own cancellation does nothing while it connects or waits for what the server
/// says, so that a server that falls silent would hold whoever waits for it. Being disposed of ends it, though not always at once.
/// </summary>
internal static class MailSending
{
    /// <param name="client">Disposed of here, in any case.</param>
    /// <param name="message">Likewise.</param>
    /// <param name="patience">For a connection or an answer, at most.</param>
    /// <param name="cancellation">Ends it. Whether the server has taken the mail nobody knows then.</param>
    /// <exception cref="SmtpException">The server did not take it, or not for everybody.</exception>
    public static async Task SendAsync(SmtpClient client, MailMessage message, TimeSpan patience, CancellationToken cancellation)
    {
        client.Timeout = (int)patience.TotalMilliseconds;
        // On another thread, because part of the conversation waits without letting its thread go.
        Task sending = Task.Run(() => client.SendMailAsync(message, CancellationToken.None), CancellationToken.None);
        try
        {
            await sending.WaitAsync(cancellation);
        }
        finally
        {
            // Also on another thread: it says goodbye, and a server that reads nothing makes that take long.
            _ = Task.Run(client.Dispose, CancellationToken.None);
            _ = sending.ContinueWith(
                ended =>
                {
                    _ = ended.Exception;
                    message.Dispose();
                },
                CancellationToken.None,
                TaskContinuationOptions.None,
                TaskScheduler.Default);
        }
    }
}
