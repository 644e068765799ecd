using MassTransit;

namespace Auditor.RuleService.Tests;

/// <summary>Makes the next publishes fail, as a broker does that is away.</summary>
internal sealed class FailingPublishes : IPublishObserver
{
    private int _failures;

    public int Failures
    {
        get => Math.Max(0, Volatile.Read(ref _failures));
        set => Volatile.Write(ref _failures, value);
    }

    public void Watch(IBusControl bus) => bus.ConnectPublishObserver(this);

    public Task PrePublish<T>(PublishContext<T> context)
        where T : class =>
        Interlocked.Decrement(ref _failures) >= 0 ? throw new IOException("The broker is away.") : Task.CompletedTask;

    public Task PostPublish<T>(PublishContext<T> context)
        where T : class =>
        Task.CompletedTask;

    public Task PublishFault<T>(PublishContext<T> context, Exception exception)
        where T : class =>
        Task.CompletedTask;
}
