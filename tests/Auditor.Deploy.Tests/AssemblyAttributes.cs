using System.Runtime.Versioning;
using Auditor.Deploy.Tests;

[assembly: AssemblyFixture(typeof(DeployedBroker))]

// They share one broker, and the machine is small.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

// The scripts are bash, the broker Debian's.
[assembly: UnsupportedOSPlatform("windows")]
