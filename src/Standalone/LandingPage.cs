namespace Auditor.Standalone;

/// <summary>What somebody sees who opens the address in a browser.</summary>
internal static class LandingPage
{
    private const string Text = """
        Auditor is running. Sign in at /sign-in, or send an API key: Authorization: Bearer auditor_...

          Latest entries       /api/audit/entries
          Counts by field      /api/audit/counts?by=resource,actor,camera,rule
          Audit rules          /api/rules
          Keys and accounts    /api/access/keys, /api/access/accounts
          Failed appends       /api/audit/failed-appends
          API description      /openapi/v1.json
          Health               /health

        """;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/", () => Results.Text(Text)).AllowAnonymous().ExcludeFromDescription();
}
