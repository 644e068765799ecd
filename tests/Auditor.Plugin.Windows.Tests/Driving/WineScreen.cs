namespace Auditor.Plugin.Windows.Tests.Driving;

/// <summary>Tests that share the one screen.</summary>
[CollectionDefinition(nameof(WineScreen), DisableParallelization = true)]
public sealed class WineScreen : ICollectionFixture<Wine>;
