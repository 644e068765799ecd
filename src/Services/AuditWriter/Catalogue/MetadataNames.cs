namespace Auditor.AuditWriter.Catalogue;

/// <summary>Fields of additional metadata that the entry's own fields are made from.</summary>
internal static class MetadataNames
{
    public const string TenantName = "tenantName";
    public const string TargetLevel = "targetLevel";
    public const string TargetLevelName = "targetLevelName";
    public const string SchemeName = "schemeName";
    public const string CameraSettingKey = "cameraSettingKey";
}
