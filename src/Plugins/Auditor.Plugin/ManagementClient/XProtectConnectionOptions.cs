using System.IO;
using System.Xml;
using Auditor.Contracts;
using Auditor.Plugin.Core.Connections;
using Auditor.Plugin.Core.Editing;
using VideoOS.Platform;

namespace Auditor.Plugin.ManagementClient;

/// <summary>The broker's connection among XProtect's options.</summary>
/// <param name="rules">Asked when there is no older connection to say what holds without a policy.</param>
internal sealed class XProtectConnectionOptions(IRuleItemStore rules) : IConnectionStore, IPolicyUnknownStore
{
    public ConnectionSettings? Load()
    {
        XmlNode? options;
        try
        {
            options = Configuration.Instance.GetOptionsConfiguration(PluginIds.ConnectionOptions, false);
        }
        catch (Exception problem)
        {
            throw new RuleItemException($"XProtect does not give the connection's settings: {problem.Message}", problem);
        }

        ConnectionSettings? settings = ConnectionSettings.FromXml(options?.OuterXml);
        return settings is null && options is { HasChildNodes: true }
            ? throw new RuleItemException("The connection's settings in XProtect cannot be read. Enter the connection again and save it.")
            : settings;
    }

    /// <summary>What holds without a policy is the rules' affair: it stays as it is in XProtect, whatever <paramref name="settings"/> say.</summary>
    public void Save(ConnectionSettings settings) => Write(settings with { WhenPolicyUnknown = Unknown() });

    public void Save(PolicyUnknown strictest)
    {
        // While no broker is set up there is no client to tell, and half a connection would be worse than none.
        if (Load() is { } settings && settings.WhenPolicyUnknown != strictest)
        {
            Write(settings with { WhenPolicyUnknown = strictest });
        }
    }

    private static void Write(ConnectionSettings settings)
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

    /// <summary>Of the older connection; where there is none, or none that can be read, what the rules demand that were there before it.</summary>
    private PolicyUnknown Unknown()
    {
        ConnectionSettings? older = null;
        try
        {
            older = Load();
        }
        catch (RuleItemException)
        {
            // It is about to be replaced. When XProtect gives nothing at all, saving says so.
        }

        return older?.WhenPolicyUnknown ?? RuleSaver.Strictest(rules.List());
    }
}
