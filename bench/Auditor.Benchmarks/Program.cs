using Auditor.Benchmarks;

switch (args)
{
    case ["matching", ..]:
        MatchingBenchmark.Run();
        return 0;
    case ["append", ..]:
        return await AppendBenchmark.RunAsync(args[1..]);
    case ["checkpoint", ..]:
        return await CheckpointBenchmark.RunAsync(args[1..]);
    case ["verify", ..]:
        return await VerifyBenchmark.RunAsync(args[1..]);
    case ["export", ..]:
        return await ExportBenchmark.RunAsync(args[1..]);
    case ["back-test", ..]:
        return await BackTestBenchmark.RunAsync(args[1..]);
    case ["spool", ..]:
        return await SpoolBenchmark.RunAsync(args[1..]);
    case ["prompt", ..]:
        return await PromptBenchmark.RunAsync(args[1..]);
    case ["whole-way", ..]:
        return await WholeWayBenchmark.RunAsync(args[1..]);
    case ["bare-hops", ..]:
        return await BareHops.RunAsync(args[1..]);
    case ["pages", ..]:
        return await PagesBenchmark.RunAsync(args[1..]);
    default:
        Console.Error.WriteLine("usage: dotnet run -c Release --project bench/Auditor.Benchmarks -- <benchmark>");
        Console.Error.WriteLine("  matching   decide activities by 10,000 rules, by the index and by a naive scan");
        Console.Error.WriteLine("  append     append entries to SQLite in batches, by the store and by bare INSERTs of the same rows");
        Console.Error.WriteLine("  checkpoint from the append of an entry to the signed checkpoint that covers it, at half of the load limit");
        Console.Error.WriteLine("  verify     verify a whole log of 1 KB entries, from memory and from SQLite");
        Console.Error.WriteLine("  spool      append to the plugin's spool, and replay what a killed client left (arguments: how many, AMQP URI of a broker)");
        Console.Error.WriteLine("  prompt     from a change of mode to the question, with the broker down and up (argument: AMQP URI of a broker)");
        Console.Error.WriteLine("  whole-way  from the publish to the acknowledged outcome through real processes, beside bare RabbitMQ.Client (see docs/benchmarks.md)");
        Console.Error.WriteLine("  back-test  try rules on a SQLite log by its columns, and by every entry's JSON (argument: how many entries)");
        Console.Error.WriteLine("  export     write a million entries in each export format");
        Console.Error.WriteLine("  pages      the console's pages and the counts behind them, with a million entries in the store (arguments: how many, folder to keep)");
        return 2;
}
