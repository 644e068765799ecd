using System.Collections.Frozen;
using Auditor.Hosting;
using Auditor.Ledger;

namespace Auditor.AuditWriter.Witnessing;

/// <summary>The logs that this process witnesses, each by its origin with the keys that are trusted for it.</summary>
internal sealed class WitnessedLogs
{
    private readonly FrozenDictionary<string, NoteVerifierKey[]> _keys;

    private WitnessedLogs(FrozenDictionary<string, NoteVerifierKey[]> keys) => _keys = keys;

    public IReadOnlyList<string> Origins => _keys.Keys;

    /// <exception cref="UnusableConfigurationException">One is no verifier key.</exception>
    public static WitnessedLogs Of(WitnessOptions options)
    {
        var keys = new List<NoteVerifierKey>();
        for (int index = 0; index < options.Logs.Count; index++)
        {
            try
            {
                keys.Add(NoteVerifierKey.Parse(options.Logs[index].Trim()));
            }
            catch (LedgerFormatException problem)
            {
                throw new UnusableConfigurationException($"{WitnessOptions.Section}:Logs:{index} is no verifier key; a log gives it at /api/ledger/key. {problem.Message}");
            }
        }

        return new WitnessedLogs(keys.GroupBy(key => key.Name, StringComparer.Ordinal).ToFrozenDictionary(log => log.Key, log => log.ToArray(), StringComparer.Ordinal));
    }

    /// <summary>None for a log that is not witnessed.</summary>
    public IReadOnlyList<NoteVerifierKey> KeysOf(string origin) => _keys.GetValueOrDefault(origin) ?? [];

    /// <summary>The origin that has this hash (<see cref="Cosigning.OriginHash"/>), or null.</summary>
    public string? OriginOf(string hash) => Origins.FirstOrDefault(origin => Cosigning.OriginHash(origin).Equals(hash, StringComparison.Ordinal));
}
