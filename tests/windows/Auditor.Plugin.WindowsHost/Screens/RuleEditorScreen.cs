using System.Windows;
using Auditor.Contracts;
using Auditor.Plugin.Core.Editing;
using Auditor.Plugin.Core.Tests.Editing;
using Auditor.Plugin.ManagementClient;
using Auditor.Plugin.WindowsHost.Driving;

namespace Auditor.Plugin.WindowsHost.Screens;

/// <summary>The rule editor over a RuleService and an XProtect in memory.</summary>
internal sealed class RuleEditorScreen : FormScreen
{
    private readonly ScriptedRuleService _service = new();
    private readonly MemoryItems _items = new();
    private readonly ScriptedDirectory _directory = new();
    private RuleEditorViewModel? _editor;

    public override string Name => "rule-editor";

    public override void Show(ScreenRequest request)
    {
        var log = new SilentLog();
        _directory.Listing = Listing();
        if (request.Flag("usersAreSlow"))
        {
            _directory.Gate.Reset();
        }

        AuditRule rule = request.Data<AuditRule>("rule");
        RuleItem item = request.Flag("isNew") ? RuleItem.New(rule.Id, rule.Name) : RuleItem.Of(_service.Put(rule));
        _items.Save(item);
        _editor = new RuleEditorViewModel(new RuleSaver(_service, _items, _items, log), new UserDirectoryLoader(_directory, log), log);
        ShowIn(new RuleEditorControl(_editor, new StagedPicker()), 1080, 860);
        _editor.Show(item);
    }

    /// <summary>Save is pressed in Management Client; or something happens elsewhere.</summary>
    public override void Tell(ScreenRequest request)
    {
        if (request.Has("elsewhere"))
        {
            _service.Put(request.Data<AuditRule>("elsewhere"));
        }

        if (request.Has("away"))
        {
            _service.Failure = request.Flag("away") ? new RuleServiceException(RuleServiceFault.Unreachable, "Nothing listens on port 5081 of auditor.example: is RuleService running there?") : null;
        }

        if (request.Flag("usersCome"))
        {
            _directory.Gate.Set();
        }

        if (request.Flag("save"))
        {
            bool isSaved = _editor!.Save();
            _ = ReportAsync(isSaved, _editor);
        }
    }

    protected override void Dispose(bool disposing)
    {
        _editor?.Dispose();
        base.Dispose(disposing);
    }

    private async Task ReportAsync(bool isSaved, RuleEditorViewModel editor)
    {
        await editor.Saving.Busy;
        Report.Write("rule", new { isSaved, rule = Wire.WireFormat.SerializeToText(_service.Rule(editor.Saving.Item!.Id) ?? new AuditRule()) });
    }

    private static DirectoryListing Listing()
    {
        string[] names = ["anna", "bob", "carla", "dmitri", "elif", "farah", "gustav", "hana", "ivan", "jun", "kofi", "lena"];
        return new DirectoryListing(
            [
                .. names.Select((name, number) => new DirectoryUser($"S-1-5-21-7-{1001 + number}", $@"CORP\{name}", "Windows user", number < 8 ? ["role-operators"] : ["role-guards"])),
                new DirectoryUser("S-1-5-21-9-1", @"[BASIC]\reception", "Basic user", ["role-operators"]),
            ],
            [new DirectoryRole("role-operators", "Operators", HasGroups: false), new DirectoryRole("role-guards", "Night guards", HasGroups: false), new DirectoryRole("role-admins", "Administrators", HasGroups: true)]);
    }

    private sealed class StagedPicker : ICameraPicker
    {
        public PickedCameras Pick() => new(
            [new CameraRef { Id = "0c4c8a52-6f0e-4f4e-9d0e-3f1c5a7b9e21", Name = "Vault" }, new CameraRef { Id = "0c4c8a52-6f0e-4f4e-9d0e-3f1c5a7b9e22", Name = "Cash room, north side" }],
            [new CameraGroupRef { Id = "0c4c8a52-6f0e-4f4e-9d0e-3f1c5a7b9e30", Name = "Wards" }]);
    }
}
