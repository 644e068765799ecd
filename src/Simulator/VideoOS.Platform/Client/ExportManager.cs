namespace VideoOS.Platform.Client;

public abstract class ExportManager
{
    protected ExportManager(ExportParameters exportParameters)
    {
    }

    public abstract int Progress { get; }

    public abstract string LastErrorMessage { get; }

    public virtual bool IncludePluginFilesInExport => false;

    public virtual bool ExportPerformed => false;

    public abstract void ExportStarting();

    public abstract void ExportComplete();

    public abstract void ExportCancelled();

    public abstract void ExportFailed();

    public virtual ulong? EstimateSizeOfExport() => null;

    public virtual void EstimationCancelled()
    {
    }
}
