using Auditor.Hosting.Health;

namespace Auditor.Standalone.Commands;

/// <summary>The commands. Without one, <c>run</c>.</summary>
internal static class CommandLine
{
    public const int Usage = 2;

    private const string Help = """
        auditor run [--urls URL] [--data DIR] [--no-demo]   all services in one process (the default)
        auditor play FILE [--data DIR] [--json]             plays a scenario to its end
        auditor reimport [--url URL]                        puts failed appends of a running Auditor back on their queues
        auditor verify store --data DIR --key KEY           verifies a store against the log's public key (docs/verify.md)
        auditor verify http --url URL --key KEY             a running Auditor, like http://127.0.0.1:5080/api/ledger
        auditor verify bundle FILE --key KEY                an evidence bundle
        auditor verify entry ENTRY.json --proof FILE --key KEY
                                                            one entry by its proof
            --key takes the verifier key or its file, --since FILE an earlier checkpoint that must still hold; --json for machines.
            Exit: 0 proven, 1 not proven, 2 could not check.
        auditor key create --name NAME --role ROLE[,ROLE] [--expires DAYS|never] [--data DIR]
        auditor key list [--data DIR]
        auditor key revoke KEYID [--data DIR]
        auditor account create --name NAME --role ROLE[,ROLE] [--display-name NAME] [--data DIR]
        auditor account set-password NAME [--data DIR]      the password is asked for, or read from standard input
        auditor access link [--data DIR] [--url URL]        prints a link that signs in once, within 15 minutes
        auditor export --format csv|jsonl|bundle --out FILE [--url URL] [--api-key-file FILE] [filter]
                                                            entries of a running Auditor as a file (docs/export.md); filter: --from
                                                            and --to TIME, --camera, --actor, --resource, --result, --reason ...
        auditor help                                        this text

        Roles: administrator, auditor, reporter. A command that calls a running Auditor takes its API key from AUDITOR_API_KEY or --api-key-file.
        Settings: environment or --Key:Name=value; docs/configuration.md lists them.
        """;

    public static async Task<int> RunAsync(string[] args)
    {
        string command = args.Length == 0 || args[0].StartsWith('-') ? "run" : args[0];
        string[] rest = args.Length > 0 && args[0] == command ? args[1..] : args;
        try
        {
            switch (command)
            {
                case "run":
                    return await RunCommand.RunAsync(new Arguments(rest));
                case "play":
                    return await PlayCommand.RunAsync(new Arguments(rest));
                case "reimport":
                    return await ReimportCommand.RunAsync(new Arguments(rest));
                case "verify":
                    return await VerifyCommand.RunAsync(new Arguments(rest));
                case "key":
                    return await KeyCommand.RunAsync(new Arguments(rest));
                case "account":
                    return await AccountCommand.RunAsync(new Arguments(rest));
                case "access":
                    return await AccessCommand.RunAsync(new Arguments(rest));
                case "export":
                    return await ExportCommand.RunAsync(new Arguments(rest));
                case HealthProbe.Command:
                    return await HealthProbe.RunAsync(args, StandaloneHost.UsualAddress);
                case "help":
                    Console.WriteLine(Help);
                    return 0;
                default:
                    throw new UsageException($"There is no command '{command}'.");
            }
        }
        catch (UsageException wrong)
        {
            await Console.Error.WriteLineAsync("auditor: " + wrong.Message + Environment.NewLine + Environment.NewLine + Help);
            return Usage;
        }
    }
}
