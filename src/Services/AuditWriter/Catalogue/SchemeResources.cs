using Auditor.Contracts;

namespace Auditor.AuditWriter.Catalogue;

/// <summary>
/// Schemes and what belongs to them, as the description of the scheme audit log has them (its reading: docs/decisions/0015).
/// Anyone who may report changes may report these.
/// </summary>
internal static class SchemeResources
{
    private static readonly CatalogueField SchemeName = Required(MetadataNames.SchemeName, "Name of the scheme");

    /// <summary>Every example has it and no list of details does: it may be there.</summary>
    private static readonly CatalogueField TenantName = Optional(MetadataNames.TenantName, "Name of the tenant; the entry's tenant where the change names none");

    /// <summary>"Each audit log entry captures the ... target level", while the details ask for it of deployments only: elsewhere it may be there.</summary>
    private static readonly CatalogueField[] SomeTarget =
    [
        TenantName,
        new(MetadataNames.TargetLevel, Required: false, FieldType.Text, "Level at which it was done", TargetLevels.All),
        Optional(MetadataNames.TargetLevelName, "Name of the target at that level; needed with targetLevel"),
    ];

    private static readonly CatalogueField[] Deployment =
    [
        new(MetadataNames.TargetLevel, Required: true, FieldType.Text, "Level of deployment", TargetLevels.All),
        Required(MetadataNames.TargetLevelName, "Name of the specific target"),
        SchemeName,
        TenantName,
    ];

    private static readonly CatalogueField[] Creation = [Optional(MetadataNames.SchemeName, "Name of the scheme"), .. SomeTarget];

    private static readonly CatalogueField[] CameraSetting =
        [Required(MetadataNames.CameraSettingKey, "Identifier of the camera setting"), SchemeName, .. SomeTarget];

    private static readonly CatalogueField[] SchemeTrigger =
    [
        Required("triggerName", "Name of the added or removed trigger"),
        Required("triggerCategoryName", "Category of the trigger"),
        SchemeName,
        .. SomeTarget,
    ];

    private static readonly CatalogueField[] SchemeFirmware =
        [Required("firmwareName", "Name of the added or removed firmware"), SchemeName, .. SomeTarget];

    public static IReadOnlyList<CatalogueResource> All { get; } =
    [
        Resource(
            AuditableResources.Scheme,
            "A scheme",
            MetadataNames.SchemeName,
            new CatalogueAction(AuditableActions.Create, "A new scheme is created", Creation),
            new CatalogueAction(AuditableActions.Deploy, "A scheme is deployed to a target level", Deployment),
            new CatalogueAction(AuditableActions.Undeploy, "A scheme is undeployed from a target level", Deployment)),
        Resource(
            AuditableResources.CameraSettings,
            "A camera setting within a scheme",
            MetadataNames.CameraSettingKey,
            new CatalogueAction(AuditableActions.Add, "New camera settings are added to a scheme", CameraSetting),
            new CatalogueAction(AuditableActions.Update, "Existing camera settings are modified", CameraSetting),
            new CatalogueAction(AuditableActions.Remove, "Camera settings are removed from a scheme", CameraSetting)),
        Resource(
            AuditableResources.Trigger,
            "A trigger of a scheme; the resource's name is the scheme's",
            MetadataNames.SchemeName,
            new CatalogueAction(AuditableActions.Add, "A trigger is associated with a scheme", SchemeTrigger),
            new CatalogueAction(AuditableActions.Remove, "A trigger is removed from a scheme", SchemeTrigger)),
        Resource(
            AuditableResources.Firmware,
            "Firmware of a scheme; the resource's name is the scheme's",
            MetadataNames.SchemeName,
            new CatalogueAction(AuditableActions.Add, "Firmware is added to a scheme", SchemeFirmware),
            new CatalogueAction(AuditableActions.Remove, "Firmware is removed from a scheme", SchemeFirmware)),
    ];

    private static CatalogueResource Resource(string name, string description, string nameFrom, params CatalogueAction[] actions) =>
        new(name, description, ReportedBy.Anyone, [ChangeWay.Bus, ChangeWay.Http], actions, nameFrom);

    private static CatalogueField Required(string name, string description) => new(name, Required: true, FieldType.Text, description);

    private static CatalogueField Optional(string name, string description) => new(name, Required: false, FieldType.Text, description);
}
