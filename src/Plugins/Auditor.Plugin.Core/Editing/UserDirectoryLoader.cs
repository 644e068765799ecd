using Auditor.Plugin.Core.Clients;
using Auditor.Plugin.Core.Screens;

namespace Auditor.Plugin.Core.Editing;

/// <summary>
/// Fetches users and roles beside the screen, and keeps them for the next rule. Belongs to the thread of the screens: only the reading
/// itself happens elsewhere.
/// </summary>
public sealed class UserDirectoryLoader(IUserDirectory directory, IPluginLog log) : ScreenModel, IDisposable
{
    private CancellationTokenSource? _reading;
    private bool _isLoading;
    private string? _problem;

    /// <summary>A listing has come.</summary>
    public event EventHandler? Loaded;

    /// <summary>The last that came; null before the first.</summary>
    public DirectoryListing? Listing { get; private set; }

    public bool IsLoading
    {
        get => _isLoading;
        private set => Set(ref _isLoading, value);
    }

    /// <summary>Why there are none, or none newer, in a sentence; null when all is well.</summary>
    public string? Problem
    {
        get => _problem;
        private set => Set(ref _problem, value);
    }

    /// <summary>Ends when no reading is under way and what came of the last is shown.</summary>
    public Task Busy { get; private set; } = Task.CompletedTask;

    /// <summary>Reads once; what is there already is not read again.</summary>
    public Task LoadAsync() => !Busy.IsCompleted || Listing is not null ? Busy : RefreshAsync();

    /// <summary>Reads again, and gives up a reading that is under way. Never throws.</summary>
    public Task RefreshAsync()
    {
        Cancel();
        return Busy = ReadAsync();
    }

    /// <summary>Gives up a reading that is under way; what is shown stays.</summary>
    public void Cancel()
    {
        _reading?.Cancel();
        _reading = null;
        Busy = Task.CompletedTask;
        IsLoading = false;
    }

    public void Dispose() => Cancel();

    private async Task ReadAsync()
    {
        var reading = new CancellationTokenSource();
        _reading = reading;
        IsLoading = true;
        DirectoryListing? listing = null;
        string? problem = null;
        try
        {
            listing = await Task.Run(() => directory.Read(reading.Token), reading.Token);
        }
        catch (OperationCanceledException) when (reading.IsCancellationRequested)
        {
        }
        catch (Exception failure)
        {
            log.Error(nameof(UserDirectoryLoader), "Users and roles could not be read.", failure);
            problem = $"Users and roles could not be read: {failure.Message}";
        }

        // A reading that somebody gave up has nothing to say, however late it ends.
        if (ReferenceEquals(_reading, reading))
        {
            _reading = null;
            IsLoading = false;
            Show(listing, problem);
        }

        reading.Dispose();
    }

    private void Show(DirectoryListing? listing, string? problem)
    {
        if (listing is null)
        {
            Problem = problem;
            return;
        }

        Problem = listing.IsEmpty
            ? "XProtect lists no users and no roles: your own rights may not be enough to see them. What the rule names is kept; you can add users by name or SID."
            : null;
        Listing = listing;
        Loaded?.Invoke(this, EventArgs.Empty);
    }
}
