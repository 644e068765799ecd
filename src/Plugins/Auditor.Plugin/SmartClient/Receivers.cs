using VideoOS.Platform;
using VideoOS.Platform.Messaging;

namespace Auditor.Plugin.SmartClient;

/// <summary>Receivers on the client's message bus, given back together.</summary>
internal sealed class Receivers(ClientContext context) : IDisposable
{
    private readonly object _gate = new();
    private readonly List<object> _tokens = [];
    private bool _closed;

    /// <param name="filter">What to receive.</param>
    /// <param name="receive">Called from any thread; what it throws is logged and goes no further.</param>
    public void Add(MessageFilter filter, Action<Message> receive)
    {
        object? token = context.Guarded.Read<object?>(
            "Receivers", () => context.Environment.RegisterReceiver((message, _, _) => Receive(message, receive), filter), otherwise: null);
        bool late;
        lock (_gate)
        {
            late = _closed;
            if (!late && token is not null)
            {
                _tokens.Add(token);
            }
        }

        if (late)
        {
            GiveBack(token);
        }
    }

    public void Dispose()
    {
        object[] tokens;
        lock (_gate)
        {
            _closed = true;
            tokens = [.. _tokens];
            _tokens.Clear();
        }

        foreach (object token in tokens)
        {
            GiveBack(token);
        }
    }

    private object? Receive(Message message, Action<Message> receive)
    {
        if (!Volatile.Read(ref _closed))
        {
            context.Guarded.Run("Receivers", () => receive(message));
        }

        return null;
    }

    private void GiveBack(object? token)
    {
        if (token is not null)
        {
            context.Guarded.Run("Receivers", () => context.Environment.UnRegisterReceiver(token));
        }
    }
}
