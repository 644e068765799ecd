using Auditor.Contracts;

namespace Auditor.Hosting.Tests;

/// <summary>Who may call which route. A new route has to be put here too, and that is the point.</summary>
internal static class Expectations
{
    /// <summary>Instead of roles: everybody, nobody signed in.</summary>
    public static readonly IReadOnlyList<string> Everybody = ["*"];

    /// <summary>Instead of roles: whoever is known, in whatever role.</summary>
    public static readonly IReadOnlyList<string> Known = ["+"];

    /// <summary>Instead of roles: whoever is known; who is not is sent to sign in.</summary>
    public static readonly IReadOnlyList<string> Page = ["page"];

    private static readonly string[] Administrator = [AccessRoles.Administrator];
    private static readonly string[] Auditor = [AccessRoles.Auditor];
    private static readonly string[] Reporter = [AccessRoles.Reporter];
    private static readonly string[] Either = [AccessRoles.Administrator, AccessRoles.Auditor];

    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Of { get; } = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal)
    {
        ["GET /"] = Page,
        ["GET /overview"] = Page,
        ["GET /zone"] = Page,
        ["GET /question"] = Page,
        ["GET /log"] = Page,
        ["GET /log/rows"] = Page,
        ["GET /log/entry/{entryId:guid}"] = Page,
        ["GET /log/entry/{entryId:guid}/proof"] = Page,
        ["GET /trust"] = Page,
        ["GET /trust/verification"] = Page,
        ["GET /trust/gaps"] = Page,
        ["GET /deliveries"] = Page,
        ["GET /deliveries/list"] = Page,
        ["GET /deliveries/failed"] = Page,
        ["GET /deliveries/failed/{failureId:guid}"] = Page,
        ["GET /administration"] = Page,
        ["GET /administration/accounts"] = Page,
        ["GET /administration/keys"] = Page,
        ["GET /administration/retention"] = Page,
        ["GET /administration/retention/runs"] = Page,
        ["GET /administration/holds"] = Page,
        ["GET /administration/settings"] = Page,
        ["GET /assets/administration.js"] = Everybody,
        ["GET /rules"] = Page,
        ["GET /rules/new"] = Page,
        ["GET /rules/{id:guid}"] = Page,
        ["GET /rules/{id:guid}/history"] = Page,
        ["GET /rules/{id:guid}/matches"] = Page,
        ["GET /rules/back-test/{id:guid}"] = Page,
        ["POST /rules/words"] = Page,
        ["GET /assets/api.js"] = Everybody,
        ["GET /assets/ask.js"] = Everybody,
        ["GET /assets/auditor.svg"] = Everybody,
        ["GET /assets/console.css"] = Everybody,
        ["GET /assets/console.js"] = Everybody,
        ["GET /assets/deliveries.js"] = Everybody,
        ["GET /assets/forms.js"] = Everybody,
        ["GET /assets/log.css"] = Everybody,
        ["GET /assets/log.js"] = Everybody,
        ["GET /assets/names.js"] = Everybody,
        ["GET /assets/overview.css"] = Everybody,
        ["GET /assets/overview.js"] = Everybody,
        ["GET /assets/page.css"] = Everybody,
        ["GET /assets/question.css"] = Everybody,
        ["GET /assets/question.js"] = Everybody,
        ["GET /assets/rule-back-test.js"] = Everybody,
        ["GET /assets/rule-cameras.js"] = Everybody,
        ["GET /assets/rule-editor.js"] = Everybody,
        ["GET /assets/rule-form.js"] = Everybody,
        ["GET /assets/rules.css"] = Everybody,
        ["GET /assets/rules.js"] = Everybody,
        ["GET /sign-in"] = Everybody,
        ["GET /sign-in.css"] = Everybody,
        ["GET /sign-in.js"] = Everybody,
        ["GET /health/live"] = Everybody,
        ["GET /health/ready"] = Everybody,
        ["GET /health"] = Either,
        ["GET /api/settings"] = Administrator,
        ["GET /openapi/{documentName}.json"] = Known,

        ["POST /api/access/sign-in"] = Everybody,
        ["POST /api/access/sign-in/link"] = Everybody,
        ["POST /api/access/sign-out"] = Known,
        ["POST /api/access/sign-out/everywhere"] = Known,
        ["GET /api/access/me"] = Known,
        ["PUT /api/access/me/password"] = Known,
        ["GET /api/access/keys"] = Administrator,
        ["POST /api/access/keys"] = Administrator,
        ["POST /api/access/keys/{keyId}/revoke"] = Administrator,
        ["GET /api/access/accounts"] = Administrator,
        ["POST /api/access/accounts"] = Administrator,
        ["PATCH /api/access/accounts/{accountId:guid}"] = Administrator,
        ["PUT /api/access/accounts/{accountId:guid}/password"] = Administrator,

        ["GET /api/ledger/verifications"] = Either,
        ["POST /api/ledger/verifications"] = Auditor,
        ["DELETE /api/ledger/verifications"] = Auditor,
        ["GET /api/audit/catalogue"] = Known,
        ["POST /api/audit/changes"] = Reporter,
        ["GET /api/audit/entries"] = Auditor,
        ["GET /api/audit/entries/{entryId:guid}"] = Auditor,
        ["GET /api/audit/entries/{entryId:guid}/proof"] = Auditor,
        ["GET /api/audit/counts"] = Auditor,
        ["GET /api/audit/statistics"] = Auditor,
        ["GET /api/audit/series"] = Auditor,
        ["GET /api/audit/hours"] = Auditor,
        ["GET /api/audit/repeats"] = Auditor,
        ["GET /api/audit/reasons"] = Auditor,
        ["GET /api/audit/names"] = Auditor,
        ["GET /api/audit/completeness"] = Either,
        ["GET /api/audit/completeness/gaps"] = Either,
        ["GET /api/audit/retention"] = Either,
        ["PUT /api/audit/retention"] = Administrator,
        ["POST /api/audit/retention/dry-run"] = Administrator,
        ["POST /api/audit/retention/apply"] = Administrator,
        ["GET /api/audit/retention/runs"] = Either,
        ["GET /api/audit/retention/runs/{runId:guid}"] = Either,
        ["GET /api/audit/holds"] = Either,
        ["POST /api/audit/holds"] = Administrator,
        ["POST /api/audit/holds/{holdId:guid}/release"] = Administrator,
        ["GET /api/audit/failed-appends"] = Administrator,
        ["GET /api/audit/failed-appends/{failureId:guid}"] = Administrator,
        ["POST /api/audit/failed-appends/{failureId:guid}/reimport"] = Administrator,
        ["POST /api/audit/failed-appends/reimport"] = Administrator,
        ["POST /api/audit/failed-appends/{failureId:guid}/set-aside"] = Administrator,

        ["GET /api/audit/exports/preview"] = Auditor,
        ["POST /api/audit/exports"] = Auditor,
        ["GET /api/audit/exports"] = Auditor,
        ["GET /api/audit/exports/{id:guid}"] = Auditor,
        ["GET /api/audit/exports/{id:guid}/content"] = Auditor,
        ["DELETE /api/audit/exports/{id:guid}"] = Auditor,

        ["GET /api/audit/cameras"] = Either,
        ["POST /api/audit/back-tests"] = Auditor,
        ["GET /api/audit/back-tests/{id:guid}"] = Auditor,
        ["DELETE /api/audit/back-tests/{id:guid}"] = Auditor,

        ["GET /api/ledger/checkpoint"] = Known,
        ["GET /api/ledger/key"] = Known,
        ["GET /api/ledger/tile/entries/{**path}"] = Auditor,
        ["GET /api/ledger/tile/{**path}"] = Auditor,
        ["GET /api/ledger/attested/{entryId:guid}"] = Auditor,

        ["GET /api/ledger/checkpoint/cosigned"] = Known,
        ["GET /api/ledger/witnesses"] = Either,

        // C2SP tlog-witness: the log's signature is what counts.
        ["POST /api/witness/add-checkpoint"] = Everybody,
        ["GET /api/witness/key"] = Everybody,
        ["GET /api/witness/{originHash:length(64)}/checkpoint"] = Everybody,

        ["GET /api/rules"] = Either,
        ["GET /api/rules/{id:guid}"] = Either,
        ["GET /api/rules/{id:guid}/history"] = Either,
        ["GET /api/rules/{id:guid}/catches"] = Either,
        ["POST /api/rules/validate"] = Either,
        ["POST /api/rules/policy"] = Either,
        ["GET /api/rules/policy"] = Either,
        ["POST /api/rules"] = Administrator,
        ["PUT /api/rules/{id:guid}"] = Administrator,
        ["DELETE /api/rules/{id:guid}"] = Administrator,
        ["POST /api/rules/import"] = Administrator,

        ["GET /api/subscriptions"] = Either,
        ["GET /api/subscriptions/{id:guid}"] = Either,
        ["GET /api/subscriptions/{id:guid}/history"] = Either,
        ["POST /api/subscriptions"] = Administrator,
        ["PUT /api/subscriptions/{id:guid}"] = Administrator,
        ["DELETE /api/subscriptions/{id:guid}"] = Administrator,
        ["POST /api/subscriptions/{id:guid}/retry"] = Administrator,
        ["POST /api/subscriptions/{id:guid}/skip"] = Administrator,
        ["POST /api/subscriptions/{id:guid}/rotate-secret"] = Administrator,
        ["POST /api/subscriptions/{id:guid}/test"] = Administrator,
    };
}
