using RabbitMQ.Client;

namespace Auditor.Deploy.Tests;

/// <summary>Does one thing on a channel of its own, and gives what the broker says of it.</summary>
internal static class Attempt
{
    /// <summary>AMQP's ACCESS_REFUSED.</summary>
    public const int Refused = 403;

    /// <summary>AMQP's PRECONDITION_FAILED, which is what a foreign user_id is answered with.</summary>
    public const int PreconditionFailed = 406;

    /// <summary>Reply code with which the broker closed the channel; null when it did as it was told.</summary>
    public static async Task<int?> CodeAsync(IConnection connection, Func<IChannel, Task> act)
    {
        await using IChannel channel = await connection.CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true));
        try
        {
            await act(channel);
        }
        catch (Exception) when (channel.CloseReason is not null)
        {
            // The reason says it.
        }

        return channel.CloseReason?.ReplyCode;
    }
}
