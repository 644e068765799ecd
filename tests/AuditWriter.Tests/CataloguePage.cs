using System.Text;
using Auditor.AuditWriter.Catalogue;
using Auditor.Wire;

namespace Auditor.AuditWriter.Tests;

/// <summary>docs/catalogue.md, made from the catalogue.</summary>
internal static class CataloguePage
{
    public static string Write()
    {
        var page = new StringBuilder();
        page.Append("""
            # The catalogue

            Generated from `src/Services/AuditWriter/Catalogue`; a test says when it is out of date and how to write it anew. Served as JSON at
            `GET /api/audit/catalogue`. A change of a resource, or with an action, that is not here, or without a required field, is refused by the name of
            the field. Fields that are not listed are kept as they come.

            Who vouches: *anyone* who may report changes (over the bus and over HTTP); a *plugin*, by activities and outcomes; *Auditor* itself. What is
            not accepted over a way is refused there, so that nobody can report a reason in an operator's name or an erasure that never was.

            | resource | what | vouched for by | changes accepted over | actions |
            |---|---|---|---|---|

            """.ReplaceLineEndings("\n"));
        foreach (CatalogueResource resource in AuditCatalogue.Resources)
        {
            string ways = resource.AcceptedOver.Count == 0 ? "-" : string.Join(", ", resource.AcceptedOver.Select(Word));
            page.Append($"| [`{resource.Name}`](#{resource.Name.ToLowerInvariant()}) | {resource.Description} | {Word(resource.ReportedBy)} | {ways} | {string.Join(", ", resource.Actions.Select(action => $"`{action.Name}`"))} |\n");
        }

        foreach (CatalogueResource resource in AuditCatalogue.Resources)
        {
            Write(page, resource);
        }

        return page.ToString();
    }

    private static void Write(StringBuilder page, CatalogueResource resource)
    {
        page.Append($"\n## {resource.Name}\n\n{resource.Description}.");
        page.Append(resource.ResourceNameFrom is { } from ? $" `resourceName` may be left out: then it is `{from}`.\n\n" : "\n\n");
        page.Append("| action | when | metadata |\n|---|---|---|\n");
        CatalogueField[] fields = [.. resource.Actions.SelectMany(action => action.Metadata).DistinctBy(field => field.Name)];
        bool alike = resource.Actions.Count > 1 && fields.Length > 8;
        foreach (CatalogueAction action in resource.Actions)
        {
            string by = action.ReportedBy is { } other ? $" (by {Word(other)})" : "";
            by += action.AcceptedOver is { Count: 0 } ? " (not accepted as a change)" : "";
            page.Append($"| `{action.Name}` | {action.Description}{by} | {Metadata(action, alike)} |\n");
        }

        if (fields.Length == 0)
        {
            return;
        }

        page.Append("\n| field | type | what |\n|---|---|---|\n");
        foreach (CatalogueField field in fields)
        {
            string type = field.Allowed is { } allowed ? string.Join(", ", allowed.Select(value => $"`{value}`")) : Word(field.Type);
            page.Append($"| `{field.Name}` | {type} | {field.Description} |\n");
        }
    }

    private static string Metadata(CatalogueAction action, bool onlyRequired)
    {
        string required = string.Join(", ", action.Metadata.Where(field => field.Required).Select(field => $"`{field.Name}`"));
        string optional = string.Join(", ", action.Metadata.Where(field => !field.Required).Select(field => $"`{field.Name}`"));
        return (required, optional) switch
        {
            ("", "") => "-",
            ("", _) => "may: " + optional,
            (_, "") => "must: " + required,
            _ => $"must: {required}; may: {(onlyRequired ? "the others below" : optional)}",
        };
    }

    private static string Word<T>(T value)
        where T : struct, Enum => WireFormat.SerializeToText(value).Trim('"');
}
