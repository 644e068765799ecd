using Auditor.Storage;

namespace Auditor.Notifier.Destinations;

/// <summary>The kinds of destinations that this host can deliver to.</summary>
internal sealed class KnownKinds(IEnumerable<IDestinationKind> kinds)
{
    private readonly Dictionary<string, IDestinationKind> _kinds = kinds.ToDictionary(kind => kind.Kind, StringComparer.Ordinal);

    /// <summary>In the order of <see cref="DestinationKinds.All"/>.</summary>
    public IEnumerable<string> Names => DestinationKinds.All.Where(_kinds.ContainsKey);

    public IDestinationKind? Find(string kind) => _kinds.GetValueOrDefault(kind);
}
