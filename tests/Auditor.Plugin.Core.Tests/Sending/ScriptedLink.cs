using Auditor.Contracts;
using Auditor.Plugin.Core.Sending;
using Auditor.Wire;

namespace Auditor.Plugin.Core.Tests.Sending;

/// <summary>A broker in memory that does what a test says.</summary>
internal sealed class ScriptedLink : IBrokerLink
{
    private readonly Lock _gate = new();
    private readonly List<BrokerMessage> _taken = [];

    public event EventHandler? StatusChanged;

    /// <summary>Whether a message fails; it may have been taken all the same.</summary>
    public Func<BrokerMessage, (bool Taken, Exception? Failure)> Take { get; set; } = _ => (true, null);

    /// <summary>Ends when a message may be confirmed.</summary>
    public Task Confirming { get; set; } = Task.CompletedTask;

    public int UnderWay { get; private set; }

    public int MostUnderWay { get; private set; }

    public LinkStatus Status { get; private set; } = new(true, default, "scripted", null);

    public IReadOnlyList<BrokerMessage> Taken
    {
        get
        {
            lock (_gate)
            {
                return [.. _taken];
            }
        }
    }

    public IReadOnlyList<ActivityObserved> Activities => [.. Taken.Select(message => WireFormat.Deserialize<ActivityObserved>(message.Body))];

    public async Task SendAsync(BrokerMessage message, CancellationToken cancellation)
    {
        lock (_gate)
        {
            (bool taken, Exception? failure) = Take(message);
            if (taken)
            {
                _taken.Add(message);
            }

            if (failure is not null)
            {
                throw failure;
            }

            MostUnderWay = Math.Max(MostUnderWay, ++UnderWay);
        }

        await Confirming.WaitAsync(cancellation);
        lock (_gate)
        {
            UnderWay--;
        }
    }

    public void Turn(bool connected)
    {
        Status = new LinkStatus(connected, default, "scripted", connected ? null : "away");
        StatusChanged?.Invoke(this, EventArgs.Empty);
    }

    public Task<byte[]> AskAsync(BrokerMessage request, TimeSpan patience, CancellationToken cancellation) => throw new NotSupportedException();

    public IDisposable Listen(string exchange, string bindingKey, Action<byte[]> heard) => throw new NotSupportedException();

    public IDisposable Consume(string queue, string exchange, string bindingKey, Func<byte[], CancellationToken, Task> take) => throw new NotSupportedException();

    public void Dispose()
    {
    }
}
