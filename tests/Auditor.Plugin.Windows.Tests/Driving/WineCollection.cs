namespace Auditor.Plugin.Windows.Tests.Driving;

/// <summary>Tests that share the one screen.</summary>
[CollectionDefinition(nameof(WineCollection), DisableParallelization = true)]
public sealed class WineCollection : ICollectionFixture<Wine>;
