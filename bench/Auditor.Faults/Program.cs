using Auditor.Faults;

FaultOptions options;
try
{
    options = FaultOptions.Parse(args);
}
catch (FormatException wrong)
{
    Console.Error.WriteLine(wrong.Message + "\n\n" + FaultOptions.Usage);
    return 2;
}

using var end = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    // The load ends early; what was sent is checked all the same.
    pressed.Cancel = true;
    end.Cancel();
};
RunReport report = await new FaultRun(options, Console.WriteLine).RunAsync(end.Token);
Console.WriteLine(report);
return report.Passed ? 0 : 1;
