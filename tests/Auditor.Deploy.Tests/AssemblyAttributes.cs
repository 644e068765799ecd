using Auditor.Deploy.Tests;

[assembly: AssemblyFixture(typeof(DeployedBroker))]

// They share one broker, and the machine is small.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
