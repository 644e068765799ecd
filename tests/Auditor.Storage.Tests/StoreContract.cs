namespace Auditor.Storage.Tests;

/// <summary>
/// A place for one test's data in which stores are opened any number of times, as several processes would, and which is gone after the test.
/// </summary>
public abstract class StoreContract<TStore> : IAsyncLifetime
    where TStore : class
{
    private readonly List<TStore> _open = [];

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public virtual ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await CloseAllAsync();
        await RemoveAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>One more store on the test's data.</summary>
    protected async Task<TStore> OpenAsync()
    {
        TStore store = await OpenStoreAsync();
        _open.Add(store);
        return store;
    }

    protected async Task<TStore> ReopenAsync()
    {
        await CloseAllAsync();
        return await OpenAsync();
    }

    protected abstract Task<TStore> OpenStoreAsync();

    protected abstract ValueTask RemoveAsync();

    private async Task CloseAllAsync()
    {
        foreach (TStore store in _open)
        {
            if (store is IAsyncDisposable disposable)
            {
                await disposable.DisposeAsync();
            }
        }

        _open.Clear();
    }
}
