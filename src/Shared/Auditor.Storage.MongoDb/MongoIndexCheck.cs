using Auditor.Contracts;
using Auditor.Wire;
using MongoDB.Bson;

namespace Auditor.Storage.MongoDb;

/// <summary>Compares the fields beside the body of an entry with what its body says.</summary>
internal static class MongoIndexCheck
{
    /// <summary>The first field that says something else; null when all is well.</summary>
    public static string? Fault(BsonDocument document)
    {
        AuditEntry entry;
        try
        {
            entry = MongoEntryDocument.ToEntry(document, position: null);
        }
        catch (WireException)
        {
            // A body that is no entry is for the one to find who compares it with the tree.
            return null;
        }

        foreach (BsonElement expected in MongoEntryDocument.SearchedFields(entry))
        {
            if (!document.TryGetValue(expected.Name, out BsonValue? there) || !there.Equals(expected.Value))
            {
                return expected.Name;
            }
        }

        return null;
    }
}
