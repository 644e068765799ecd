using System.Globalization;
using Auditor.Faults.Processes;

namespace Auditor.Faults;

/// <summary>What a run is asked to be.</summary>
internal sealed record FaultOptions
{
    public const string Usage = """
        usage: dotnet run -c Release --project bench/Auditor.Faults -- [OPTION VALUE] ...
          --minutes N         how long the load lasts (5)
          --seed N            decides the faults and the sessions (a new one, which is printed)
          --audit-writers N   processes of AuditWriter (2)
          --rule-services N   processes of RuleService (2)
          --notifiers N       processes of Notifier (2)
          --senders N         workstations (8)
          --rate N            activities a second, of all senders together (150)
          --volume-mb N       size of the file system of each store (2048)
          --folder PATH       where everything is kept (.test-run/faults/seed-N)
          --keep yes          keeps the folder also when all is well
          --faults no         only the load
        """;

    public TimeSpan Duration { get; init; } = TimeSpan.FromMinutes(5);

    public int Seed { get; init; } = Random.Shared.Next(1, 1_000_000);

    /// <summary>How many processes of each kind.</summary>
    public IReadOnlyDictionary<ServiceKind, int> Counts { get; init; } = ServiceKind.All.ToDictionary(kind => kind, kind => kind.Usual);

    public int Senders { get; init; } = 8;

    /// <summary>Activities a second, of all senders together.</summary>
    public double Rate { get; init; } = 150;

    public long VolumeBytes { get; init; } = 2048L << 20;

    public string? Folder { get; init; }

    public bool Keep { get; init; }

    public bool WithFaults { get; init; } = true;

    /// <exception cref="FormatException">An option or a value is wrong; the message is for the user.</exception>
    public static FaultOptions Parse(string[] args)
    {
        var options = new FaultOptions();
        for (int i = 0; i < args.Length; i += 2)
        {
            string value = i + 1 < args.Length ? args[i + 1] : throw new FormatException($"{args[i]} needs a value.");
            options = options.With(args[i], value);
        }

        return options;
    }

    private FaultOptions With(string option, string value) => option switch
    {
        "--minutes" => this with { Duration = TimeSpan.FromMinutes(Number(option, value, 0.2, 10_000)) },
        "--seed" => this with { Seed = (int)Number(option, value, 0, 1_000_000) },
        "--senders" => this with { Senders = (int)Number(option, value, 1, 99) },
        "--rate" => this with { Rate = Number(option, value, 1, 100_000) },
        "--volume-mb" => this with { VolumeBytes = (long)Number(option, value, 64, 1_000_000) << 20 },
        "--folder" => this with { Folder = value },
        "--keep" => this with { Keep = YesOrNo(option, value) },
        "--faults" => this with { WithFaults = YesOrNo(option, value) },
        _ when ServiceKind.All.FirstOrDefault(kind => kind.Option == option) is { } kind => this with
        {
            Counts = new Dictionary<ServiceKind, int>(Counts) { [kind] = (int)Number(option, value, 1, 20) },
        },
        _ => throw new FormatException($"There is no option {option}."),
    };

    private static double Number(string option, string value, double least, double most) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && number >= least && number <= most
            ? number
            : throw new FormatException($"{option} must be a number from {least} to {most}; it is '{value}'.");

    private static bool YesOrNo(string option, string value) => value switch
    {
        "yes" => true,
        "no" => false,
        _ => throw new FormatException($"{option} must be yes or no; it is '{value}'."),
    };
}
