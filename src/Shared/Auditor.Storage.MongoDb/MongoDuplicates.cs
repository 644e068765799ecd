using MongoDB.Bson;
using MongoDB.Driver;

namespace Auditor.Storage.MongoDb;

/// <summary>
/// Whether a write failed because a unique key has it already, and because of nothing else: a write that the majority has not got in
/// time failed because of that.
/// </summary>
internal static class MongoDuplicates
{
    private const int DuplicateKey = 11000;

    public static bool IsDuplicate(this MongoBulkWriteException<BsonDocument> problem) =>
        problem.WriteConcernError is null && problem.WriteErrors.Count > 0 && problem.WriteErrors.All(error => error.Category == ServerErrorCategory.DuplicateKey);

    public static bool IsDuplicate(this MongoWriteException problem) =>
        problem.WriteConcernError is null && problem.WriteError?.Category == ServerErrorCategory.DuplicateKey;

    /// <summary>Of findAndModify, whose duplicates are errors of the command.</summary>
    public static bool IsDuplicate(this MongoCommandException problem) => problem.Code == DuplicateKey;
}
