using System.Collections.ObjectModel;
using VideoOS.Platform;
using VideoOS.Platform.Messaging;

namespace Auditor.XProtectSimulator;

/// <summary>The bus inside one host: calls receivers on the sender's thread, and survives those that throw.</summary>
internal sealed class LocalBus(Action<string, Exception> escaped)
{
    private readonly Lock _gate = new();
    private readonly List<Registration> _registrations = [];

    public int Receivers
    {
        get
        {
            lock (_gate)
            {
                return _registrations.Count;
            }
        }
    }

    public object Register(MessageReceiver receiver, MessageFilter? filter)
    {
        var registration = new Registration(receiver, filter);
        lock (_gate)
        {
            _registrations.Add(registration);
        }

        return registration;
    }

    public void Unregister(object token)
    {
        lock (_gate)
        {
            _registrations.RemoveAll(registration => ReferenceEquals(registration, token));
        }
    }

    /// <param name="message">What is sent.</param>
    /// <param name="window">The window that it comes from, or null.</param>
    /// <param name="destination">As sent.</param>
    /// <param name="sender">As sent.</param>
    public Collection<object> Send(Message message, string? window, FQID? destination, FQID? sender)
    {
        Registration[] receivers;
        lock (_gate)
        {
            receivers = [.. _registrations];
        }

        var answers = new Collection<object>();
        foreach (Registration registration in receivers.Where(known => known.Filter is null || known.Filter.Passes(message, window)))
        {
            try
            {
                if (registration.Receiver(message, destination, sender) is { } answer)
                {
                    answers.Add(answer);
                }
            }
            catch (Exception problem)
            {
                escaped(message.MessageId, problem);
            }
        }

        return answers;
    }

    private sealed record Registration(MessageReceiver Receiver, MessageFilter? Filter);
}
