using System.Collections.ObjectModel;
using VideoOS.Platform.Admin;
using VideoOS.Platform.Background;
using VideoOS.Platform.Client;

namespace VideoOS.Platform;

public abstract class PluginDefinition
{
    public abstract Guid Id { get; }

    public abstract string Name { get; }

    public abstract string Manufacturer { get; }

    public abstract System.Drawing.Image Icon { get; }

    public virtual string VersionString => "";

    public virtual List<ItemNode> ItemNodes => null;

    public virtual List<BackgroundPlugin> BackgroundPlugins => null;

    public virtual Collection<SettingsPanelPlugin> SettingsPanelPlugins => null;

    public virtual List<SecurityAction> SecurityActions => null;

    public virtual bool IncludeInExport => false;

    public virtual bool UserControlFillEntirePanel => false;

    public virtual void Init()
    {
    }

    public virtual void Close()
    {
    }

    public virtual System.Windows.Forms.UserControl GenerateUserControl() => null;

    public virtual ExportManager GenerateExportManager(ExportParameters exportParameters) => null;
}
