using Auditor.ContainerTests;

[assembly: AssemblyFixture(typeof(Containers))]
