namespace Auditor.Storage;

/// <summary>Fields whose values can be counted.</summary>
public enum Facet
{
    Resource,
    Action,
    Actor,
    Camera,
    Rule,
    Result,
    Tenant,
    TargetLevel,
}
