using Microsoft.OpenApi;

namespace Auditor.AuditWriter.Api;

/// <summary>Query parameters that are read by hand, described in the OpenAPI document all the same.</summary>
internal static class QueryDescription
{
    public static RouteHandlerBuilder DescribeQuery(this RouteHandlerBuilder route, IReadOnlyList<string> names) =>
        route.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.Parameters ??= [];
            foreach (string name in names)
            {
                operation.Parameters.Add(new OpenApiParameter
                {
                    Name = name,
                    In = ParameterLocation.Query,
                    Schema = new OpenApiSchema { Type = JsonSchemaType.String },
                });
            }

            return Task.CompletedTask;
        });
}
