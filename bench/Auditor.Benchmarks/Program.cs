using Auditor.Benchmarks;

switch (args)
{
    case ["matching", ..]:
        MatchingBenchmark.Run();
        return 0;
    default:
        Console.Error.WriteLine("usage: dotnet run -c Release --project bench/Auditor.Benchmarks -- <benchmark>");
        Console.Error.WriteLine("  matching   decide activities by 10,000 rules, by the index and by a naive scan");
        return 2;
}
