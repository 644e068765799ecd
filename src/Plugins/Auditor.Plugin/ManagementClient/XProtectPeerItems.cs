using Auditor.Plugin.Core.Editing;
using VideoOS.Platform;

namespace Auditor.Plugin.ManagementClient;

/// <summary>Items of the mscp plugin "Auditor". They are read and never touched.</summary>
internal sealed class XProtectPeerItems : IPeerItems
{
    private static readonly Guid PeerPlugin = new("B2C3D4E5-F6A7-4890-AB12-6EB000000001");
    private static readonly Guid PeerRuleKind = new("B2C3D4E5-F6A7-4890-AB12-6EB000000010");

    public IReadOnlyList<PeerItem> List()
    {
        try
        {
            return
            [
                .. (Configuration.Instance.GetItemConfigurations(PeerPlugin, null, PeerRuleKind) ?? [])
                    .Select(item => new PeerItem(item.FQID.ObjectId, item.Name ?? "", new Dictionary<string, string>(item.Properties ?? [], StringComparer.Ordinal))),
            ];
        }
        catch (Exception problem)
        {
            throw new RuleItemException($"The rules of the other plugin could not be read: {problem.Message}", problem);
        }
    }
}
