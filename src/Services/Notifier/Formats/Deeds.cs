using System.Collections.Frozen;
using Auditor.Contracts;

namespace Auditor.Notifier.Formats;

/// <summary>The words for every resource and action of the catalogue.</summary>
internal static class Deeds
{
    private static readonly FrozenDictionary<(string Resource, string Action), Deed> Known = new Dictionary<(string, string), Deed>
    {
        [(AuditableResources.Playback, AuditableActions.Enter)] = new("opened playback", "Playback", "of"),
        [(AuditableResources.Playback, AuditableActions.Leave)] = new("left playback", "End of playback", "of"),
        [(AuditableResources.Playback, AuditableActions.Act)] = new("used the playback controls", "Playback action", "on"),
        [(AuditableResources.IndependentPlayback, AuditableActions.Enable)] = new("opened independent playback", "Independent playback", "of"),
        [(AuditableResources.IndependentPlayback, AuditableActions.Disable)] = new("closed independent playback", "End of independent playback", "of"),
        [(AuditableResources.IndependentPlayback, AuditableActions.Act)] = new("used the controls of independent playback", "Independent playback action", "on"),
        [(AuditableResources.Export, AuditableActions.Enter)] = new("opened the export of recordings", "Export opened", "with"),
        [(AuditableResources.Export, AuditableActions.Leave)] = new("left the export of recordings", "Export left", "with"),
        [(AuditableResources.Export, AuditableActions.Start)] = new("started an export", "Start of an export", "of"),
        [(AuditableResources.Export, AuditableActions.Complete)] = new("completed an export", "Export", "of"),
        [(AuditableResources.Export, AuditableActions.Cancel)] = new("cancelled an export", "Cancelled export", "of"),
        [(AuditableResources.Export, AuditableActions.Fail)] = new("had an export fail", "Failed export", "of"),
        [(AuditableResources.Reason, AuditableActions.Give)] = new("gave a reason", "Reason given", "for"),
        [(AuditableResources.Reason, AuditableActions.Decline)] = new("declined to give a reason", "Reason declined", "for"),
        [(AuditableResources.Reason, AuditableActions.Expire)] = new("did not answer the question for a reason", "Question for a reason not answered", "for"),
        [(AuditableResources.Client, AuditableActions.Start)] = new("started the client", "Client started", ":"),
        [(AuditableResources.Client, AuditableActions.Stop)] = new("closed the client", "Client closed", ":"),
        [(AuditableResources.Client, AuditableActions.Heartbeat)] = new("said that the client is there", "Client is there", ":"),
        [(AuditableResources.Client, AuditableActions.Gap)] = new("found activities of a client session missing", "Activities of a client are missing", ":"),
        [(AuditableResources.Client, AuditableActions.Fill)] = new("received activities that had been missing", "Missing activities have come", ":"),
        [(AuditableResources.Client, AuditableActions.Silent)] = new("found that a client fell silent", "Client fell silent", ":"),
        [(AuditableResources.Client, AuditableActions.Resume)] = new("heard of a silent client again", "Silent client is heard again", ":"),
        [(AuditableResources.Outcome, AuditableActions.Deliver)] = new("did in XProtect what the rules demanded", "Demands of rules done in XProtect", "for"),
        [(AuditableResources.Outcome, AuditableActions.Fail)] = new("could not do in XProtect what the rules demanded", "Demands of rules not done in XProtect", "for"),
        [(AuditableResources.AuditRule, AuditableActions.Create)] = new("made the audit rule", "New audit rule"),
        [(AuditableResources.AuditRule, AuditableActions.Update)] = new("changed the audit rule", "Changed audit rule"),
        [(AuditableResources.AuditRule, AuditableActions.Delete)] = new("deleted the audit rule", "Deleted audit rule"),
        [(AuditableResources.Subscription, AuditableActions.Create)] = new("made the subscription", "New subscription"),
        [(AuditableResources.Subscription, AuditableActions.Update)] = new("changed the subscription", "Changed subscription"),
        [(AuditableResources.Subscription, AuditableActions.Delete)] = new("deleted the subscription", "Deleted subscription"),
        [(AuditableResources.Subscription, AuditableActions.Disable)] = new("gave up delivering to the subscription", "Deliveries given up: subscription"),
        [(AuditableResources.Subscription, AuditableActions.Skip)] = new("passed over an entry for the subscription", "Entry passed over: subscription"),
        [(AuditableResources.AuditLog, AuditableActions.Read)] = new("read the audit log", "Audit log read", ":"),
        [(AuditableResources.AuditLog, AuditableActions.Export)] = new("exported the audit log", "Audit log exported", ":"),
        [(AuditableResources.AuditLog, AuditableActions.Verify)] = new("verified the audit log", "Audit log verified", ":"),
        [(AuditableResources.AuditLog, AuditableActions.Update)] = new("changed the retention policies", "Changed retention policies", ":"),
        [(AuditableResources.AuditLog, AuditableActions.Erase)] = new("declared entries of the audit log erased", "Entries erased", ":"),
        [(AuditableResources.AuditLog, AuditableActions.Keep)] = new("left entries that had been declared erased", "Entries left that had been declared erased", ":"),
        [(AuditableResources.AuditLog, AuditableActions.Hold)] = new("placed a legal hold", "Legal hold placed", ":"),
        [(AuditableResources.AuditLog, AuditableActions.Release)] = new("released a legal hold", "Legal hold released", ":"),
        [(AuditableResources.AuditLog, AuditableActions.Refuse)] = new("refused an entry without a writer's seal", "Entry without a seal refused", ":"),
        [(AuditableResources.ApiKey, AuditableActions.Create)] = new("made the API key", "New API key"),
        [(AuditableResources.ApiKey, AuditableActions.Revoke)] = new("revoked the API key", "Revoked API key"),
        [(AuditableResources.Account, AuditableActions.Create)] = new("made the account", "New account"),
        [(AuditableResources.Account, AuditableActions.Update)] = new("changed the account", "Changed account"),
        [(AuditableResources.Account, AuditableActions.SetPassword)] = new("set the password of the account", "Password set: account"),
        [(AuditableResources.Account, AuditableActions.Enable)] = new("enabled the account", "Enabled account"),
        [(AuditableResources.Account, AuditableActions.Disable)] = new("disabled the account", "Disabled account"),
        [(AuditableResources.Account, AuditableActions.SignOut)] = new("ended all sessions of the account", "Sessions ended: account"),
        [(AuditableResources.Access, AuditableActions.Create)] = new("made a sign-in link", "New sign-in link", "for"),
        [(AuditableResources.Access, AuditableActions.SignIn)] = new("signed in", "Sign-in", ":"),
        [(AuditableResources.Access, AuditableActions.SignOut)] = new("signed out", "Sign-out", ":"),
        [(AuditableResources.Access, AuditableActions.Refuse)] = new("was refused", "Access refused", ":"),
        [(AuditableResources.Scheme, AuditableActions.Create)] = new("created the scheme", "New scheme"),
        [(AuditableResources.Scheme, AuditableActions.Deploy)] = new("deployed the scheme", "Deployed scheme"),
        [(AuditableResources.Scheme, AuditableActions.Undeploy)] = new("undeployed the scheme", "Undeployed scheme"),
        [(AuditableResources.CameraSettings, AuditableActions.Add)] = new("added the camera setting", "New camera setting"),
        [(AuditableResources.CameraSettings, AuditableActions.Update)] = new("changed the camera setting", "Changed camera setting"),
        [(AuditableResources.CameraSettings, AuditableActions.Remove)] = new("removed the camera setting", "Removed camera setting"),
        [(AuditableResources.Trigger, AuditableActions.Add)] = new("added a trigger to the scheme", "New trigger in the scheme"),
        [(AuditableResources.Trigger, AuditableActions.Remove)] = new("removed a trigger from the scheme", "Removed trigger from the scheme"),
        [(AuditableResources.Firmware, AuditableActions.Add)] = new("added firmware to the scheme", "New firmware in the scheme"),
        [(AuditableResources.Firmware, AuditableActions.Remove)] = new("removed firmware from the scheme", "Removed firmware from the scheme"),
        [(AuditableResources.Unrecognized, AuditableActions.Receive)] = new("did something that this version does not know", "Unknown activity", ":"),
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, string> Verbs = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [PlaybackVerbs.PlayForward] = "played forward",
        [PlaybackVerbs.PlayReverse] = "played backward",
        [PlaybackVerbs.PlayStop] = "stopped playing",
        [PlaybackVerbs.GoTo] = "went to a time",
        [PlaybackVerbs.NextSequence] = "went to the next sequence",
        [PlaybackVerbs.PreviousSequence] = "went to the previous sequence",
        [PlaybackVerbs.Scrub] = "went through recordings",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static bool Knows(string resource, string action) => Known.ContainsKey((resource, action));

    /// <summary>The words for a resource and an action; for one that this build does not know, the action's and the resource's own names.</summary>
    public static Deed Of(string resource, string action) =>
        Known.TryGetValue((resource, action), out Deed? known)
            ? known
            : new Deed($"{Word(action).ToLowerInvariant()}: {Word(resource).ToLowerInvariant()}", $"{Word(resource)}, {Word(action).ToLowerInvariant()}", ":");

    /// <summary>What was done with the playback controls; null when the verb is a newer one.</summary>
    public static string? OfVerb(string verb) => Verbs.GetValueOrDefault(verb);

    /// <summary>CAMERA_SETTINGS is "Camera settings".</summary>
    public static string Word(string name)
    {
        string words = CleanText.OneLine(name).Replace('_', ' ').ToLowerInvariant();
        return words.Length == 0 ? "" : char.ToUpperInvariant(words[0]) + words[1..];
    }
}
