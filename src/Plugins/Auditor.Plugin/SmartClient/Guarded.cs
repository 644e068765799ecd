using Auditor.Plugin.Core.Clients;

namespace Auditor.Plugin.SmartClient;

/// <summary>Runs callbacks of the host so that nothing escapes from them: what escapes may end the host, or be swallowed by it.</summary>
internal sealed class Guarded(IPluginLog log)
{
    public void Run(string where, Action work)
    {
        try
        {
            work();
        }
        catch (Exception problem)
        {
            log.Error(where, "A callback failed.", problem);
        }
    }

    /// <param name="where">For the log.</param>
    /// <param name="read">Asks the host for something.</param>
    /// <param name="otherwise">What to take when the host cannot say.</param>
    public T Read<T>(string where, Func<T> read, T otherwise)
    {
        try
        {
            return read();
        }
        catch (Exception problem)
        {
            log.Error(where, "The host could not say.", problem);
            return otherwise;
        }
    }
}
