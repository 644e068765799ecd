using System.Reflection;
using Auditor.Storage;

namespace Auditor.Notifier.Tests.Delivering;

/// <summary>A store that is away when a test says so.</summary>
#pragma warning disable CA1852 // DispatchProxy derives from it.
internal class UnreliableStore : DispatchProxy
#pragma warning restore CA1852
{
    private ISubscriptionStore _inner = null!;

    public volatile bool IsAway;

    /// <summary>Is an <see cref="ISubscriptionStore"/>, too.</summary>
    public static UnreliableStore Over(ISubscriptionStore inner)
    {
        var store = (UnreliableStore)(object)Create<ISubscriptionStore, UnreliableStore>();
        store._inner = inner;
        return store;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        IsAway ? throw new StoreUnavailableException("The store is away.") : targetMethod!.Invoke(_inner, args);
}
