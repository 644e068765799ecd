using System.IO;
using System.Xml;
using Auditor.Contracts;
using Auditor.Plugin.Core.Connections;
using Auditor.Plugin.Core.Editing;
using VideoOS.Platform;

namespace Auditor.Plugin.ManagementClient;

/// <summary>The broker's connection among XProtect's options.</summary>
internal sealed class XProtectConnectionOptions : IConnectionStore, IPolicyUnknownStore
{
    public ConnectionSettings? Load()
    {
        try
        {
            XmlNode? options = Configuration.Instance.GetOptionsConfiguration(PluginIds.ConnectionOptions, false);
            return options is null ? null : ConnectionSettings.FromXml(options.OuterXml);
        }
        catch (Exception problem)
        {
            throw new RuleItemException($"XProtect does not give the connection's settings: {problem.Message}", problem);
        }
    }

    public void Save(ConnectionSettings settings)
    {
        try
        {
            var document = new XmlDocument { XmlResolver = null };
            using (var reader = XmlReader.Create(new StringReader(settings.ToXml()), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null }))
            {
                document.Load(reader);
            }

            Configuration.Instance.SaveOptionsConfiguration(PluginIds.ConnectionOptions, false, document.DocumentElement);
        }
        catch (Exception problem)
        {
            throw new RuleItemException($"XProtect does not take the connection's settings: {problem.Message}", problem);
        }
    }

    public void Save(PolicyUnknown strictest)
    {
        // While no broker is set up there is no client to tell, and half a connection would be worse than none.
        if (Load() is { } settings && settings.WhenPolicyUnknown != strictest)
        {
            Save(settings with { WhenPolicyUnknown = strictest });
        }
    }
}
