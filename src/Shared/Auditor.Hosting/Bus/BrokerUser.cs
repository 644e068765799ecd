using MassTransit;

namespace Auditor.Hosting.Bus;

/// <summary>Who published a message, as the broker vouches for it.</summary>
public static class BrokerUser
{
    /// <summary>The broker user, whose <c>user_id</c> the broker has checked; null when the publisher set none, or there is no broker.</summary>
    public static string? PublishedBy(this ConsumeContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.TryGetPayload(out RabbitMqBasicConsumeContext? rabbit) ? rabbit.Properties.UserId : null;
    }
}
