namespace Auditor.Contracts;

/// <summary>What can have happened to a resource. Which action goes with which resource, the catalogue says.</summary>
public static class AuditableActions
{
    public const string Enter = "ENTER";
    public const string Leave = "LEAVE";
    public const string Act = "ACT";
    public const string Enable = "ENABLE";
    public const string Disable = "DISABLE";
    public const string Start = "START";
    public const string Complete = "COMPLETE";
    public const string Cancel = "CANCEL";
    public const string Fail = "FAIL";
    public const string Give = "GIVE";
    public const string Decline = "DECLINE";
    public const string Expire = "EXPIRE";
    public const string Stop = "STOP";
    public const string Heartbeat = "HEARTBEAT";
    public const string Create = "CREATE";
    public const string Update = "UPDATE";
    public const string Delete = "DELETE";
    public const string Deliver = "DELIVER";
    public const string Deploy = "DEPLOY";
    public const string Undeploy = "UNDEPLOY";
    public const string Add = "ADD";
    public const string Remove = "REMOVE";
    public const string Receive = "RECEIVE";
    public const string SignIn = "SIGN_IN";
    public const string SignOut = "SIGN_OUT";
    public const string Revoke = "REVOKE";
    public const string SetPassword = "SET_PASSWORD";
    public const string Read = "READ";
    public const string Export = "EXPORT";
    public const string Verify = "VERIFY";
    public const string Erase = "ERASE";
    public const string Hold = "HOLD";
    public const string Release = "RELEASE";
    public const string Refuse = "REFUSE";
    public const string Gap = "GAP";
    public const string Fill = "FILL";
    public const string Silent = "SILENT";
    public const string Resume = "RESUME";
    public const string Skip = "SKIP";

    /// <summary>Entries that were declared erased were left after all (docs/retention.md).</summary>
    public const string Keep = "KEEP";

    public static IReadOnlyList<string> All { get; } =
    [
        Enter, Leave, Act, Enable, Disable, Start, Complete, Cancel, Fail, Give, Decline, Expire, Stop, Heartbeat, Create, Update, Delete,
        Deliver, Deploy, Undeploy, Add, Remove, Receive, SignIn, SignOut, Revoke, SetPassword, Read, Export, Verify, Erase, Hold, Release,
        Refuse, Gap, Fill, Silent, Resume, Skip, Keep,
    ];
}
