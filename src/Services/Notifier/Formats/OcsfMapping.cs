using System.Globalization;
using Auditor.Contracts;

namespace Auditor.Notifier.Formats;

/// <summary>Which class and activity of OCSF an entry is (decision 0032). docs/subscribe.md is this in words.</summary>
internal static class OcsfMapping
{
    private static readonly Dictionary<string, OcsfClass> Classes = new()
    {
        [AuditableResources.Playback] = OcsfClass.DatastoreActivity,
        [AuditableResources.IndependentPlayback] = OcsfClass.DatastoreActivity,
        [AuditableResources.Export] = OcsfClass.DatastoreActivity,
        [AuditableResources.Reason] = OcsfClass.DatastoreActivity,
        [AuditableResources.Scheme] = OcsfClass.EntityManagement,
        [AuditableResources.CameraSettings] = OcsfClass.EntityManagement,
        [AuditableResources.Trigger] = OcsfClass.EntityManagement,
        [AuditableResources.Firmware] = OcsfClass.EntityManagement,
        [AuditableResources.AuditRule] = OcsfClass.EntityManagement,
        [AuditableResources.Subscription] = OcsfClass.EntityManagement,
        [AuditableResources.ApiKey] = OcsfClass.EntityManagement,
        [AuditableResources.AuditLog] = OcsfClass.EventLogActivity,
        [AuditableResources.Account] = OcsfClass.AccountChange,
        [AuditableResources.Access] = OcsfClass.Authentication,
        [AuditableResources.Client] = OcsfClass.ApplicationLifecycle,
    };

    private static readonly Dictionary<(OcsfClass Class, string Action), (int Id, string Name)> Activities = new()
    {
        [(OcsfClass.DatastoreActivity, AuditableActions.Enter)] = (1, "Read"),
        [(OcsfClass.DatastoreActivity, AuditableActions.Enable)] = (1, "Read"),
        [(OcsfClass.DatastoreActivity, AuditableActions.Act)] = (1, "Read"),
        // Certain cameras from then to then: "a filtered subset of data based on specific criteria".
        [(OcsfClass.DatastoreActivity, AuditableActions.Start)] = (4, "Query"),
        [(OcsfClass.DatastoreActivity, AuditableActions.Complete)] = (4, "Query"),
        [(OcsfClass.DatastoreActivity, AuditableActions.Cancel)] = (4, "Query"),
        [(OcsfClass.DatastoreActivity, AuditableActions.Fail)] = (4, "Query"),
        [(OcsfClass.EntityManagement, AuditableActions.Create)] = (1, "Create"),
        [(OcsfClass.EntityManagement, AuditableActions.Add)] = (1, "Create"),
        [(OcsfClass.EntityManagement, AuditableActions.Update)] = (3, "Update"),
        [(OcsfClass.EntityManagement, AuditableActions.Delete)] = (4, "Delete"),
        [(OcsfClass.EntityManagement, AuditableActions.Remove)] = (4, "Delete"),
        [(OcsfClass.EntityManagement, AuditableActions.Enable)] = (8, "Enable"),
        [(OcsfClass.EntityManagement, AuditableActions.Disable)] = (9, "Disable"),
        [(OcsfClass.EntityManagement, AuditableActions.Revoke)] = (9, "Disable"),
        [(OcsfClass.EntityManagement, AuditableActions.Deploy)] = (10, "Activate"),
        [(OcsfClass.EntityManagement, AuditableActions.Undeploy)] = (11, "Deactivate"),
        [(OcsfClass.EventLogActivity, AuditableActions.Erase)] = (2, "Delete"),
        [(OcsfClass.EventLogActivity, AuditableActions.Export)] = (3, "Export"),
        [(OcsfClass.AccountChange, AuditableActions.Create)] = (1, "Create"),
        [(OcsfClass.AccountChange, AuditableActions.Enable)] = (2, "Enable"),
        [(OcsfClass.AccountChange, AuditableActions.SetPassword)] = (4, "Password Reset"),
        [(OcsfClass.AccountChange, AuditableActions.Disable)] = (5, "Disable"),
        [(OcsfClass.Authentication, AuditableActions.SignIn)] = (1, "Logon"),
        [(OcsfClass.Authentication, AuditableActions.SignOut)] = (2, "Logoff"),
        [(OcsfClass.ApplicationLifecycle, AuditableActions.Start)] = (3, "Start"),
        [(OcsfClass.ApplicationLifecycle, AuditableActions.Stop)] = (4, "Stop"),
    };

    public static OcsfActivity Of(AuditEntry entry)
    {
        OcsfClass @class = Classes.GetValueOrDefault(entry.AuditableResource, OcsfClass.BaseEvent);
        // Entering the export window takes nothing away yet.
        bool known = Activities.TryGetValue((@class, entry.AuditableAction), out (int Id, string Name) activity)
            && (entry.AuditableResource != AuditableResources.Export || entry.AuditableAction != AuditableActions.Enter);
        return known
            ? new OcsfActivity(@class, activity.Id, activity.Name)
            : new OcsfActivity(@class, OcsfActivity.Other, Caption(entry.AuditableAction));
    }

    /// <summary><c>severity_id</c> and its caption: what an auditor should look at is more than informational.</summary>
    public static (int Id, string Name) SeverityOf(AuditEntry entry) => (entry.AuditableResource, entry.AuditableAction) switch
    {
        // Somebody put an entry into the store past the writer.
        (AuditableResources.AuditLog, AuditableActions.Refuse) => (4, "High"),
        (AuditableResources.AuditLog, AuditableActions.Erase) => (3, "Medium"),
        (AuditableResources.Client, AuditableActions.Gap or AuditableActions.Silent) => (3, "Medium"),
        (AuditableResources.Reason, AuditableActions.Decline or AuditableActions.Expire) => (2, "Low"),
        _ => entry.Result is AuditResults.Failed or AuditResults.Denied ? (2, "Low") : (1, "Informational"),
    };

    /// <summary><c>status_id</c> and its caption.</summary>
    public static (int Id, string Name) StatusOf(AuditEntry entry) => entry.Result switch
    {
        AuditResults.Succeeded => (1, "Success"),
        AuditResults.Failed or AuditResults.Denied => (2, "Failure"),
        AuditResults.Unknown => (0, "Unknown"),
        _ => (OcsfActivity.Other, Caption(entry.Result)),
    };

    /// <summary><c>SIGN_OUT</c> as <c>Sign out</c>.</summary>
    public static string Caption(string word) => word.Length == 0
        ? "Unknown"
        : char.ToUpperInvariant(word[0]) + word[1..].Replace('_', ' ').ToLower(CultureInfo.InvariantCulture);
}
