namespace Auditor.Storage.Tests;

/// <summary>Stands for the suites in <c>MongoDb/</c>, which the default build cannot compile, so that nobody takes them for run.</summary>
public sealed class MongoContractTests
{
    [Fact(DisplayName = "The MongoDB stores pass the storage contracts")]
    public void The_MongoDB_stores_pass_the_storage_contracts() =>
        Assert.Skip("needs -p:FullFeed=true (the MongoDB driver) and AUDITOR_MONGODB (the connection string of a MongoDB server)");
}
