using Auditor.Standalone.Commands;

return await CommandLine.RunAsync(args);
