using System.Windows.Forms;
using System.Windows.Forms.Integration;
using Auditor.Plugin.Core.Editing;

namespace Auditor.Plugin.ManagementClient;

/// <summary>The rule editor in the Windows Forms control that Management Client asks for.</summary>
internal sealed class RuleEditorControl : UserControl
{
    public RuleEditorControl(RuleEditorViewModel model, ICameraPicker cameras)
    {
        Dock = DockStyle.Fill;
        AutoScaleMode = AutoScaleMode.None;
        Controls.Add(new ElementHost { Dock = DockStyle.Fill, Child = new RuleEditor(model, cameras) });
    }
}
