using VideoOS.Platform;
using VideoOS.Platform.Background;

namespace Auditor.Plugin.SmartClient;

/// <summary>The operator's part.</summary>
public sealed class SmartClientAuditing : BackgroundPlugin
{
    public override Guid Id => new("5a0f8d6e-93a4-4a0f-8f3e-0b7c3f1d2a11");

    public override string Name => "Auditor (Smart Client)";

    public override List<EnvironmentType> TargetEnvironments => [EnvironmentType.SmartClient];

    public override void Init() => Console.WriteLine(System.Text.Json.JsonSerializer.Serialize(new Auditor.Contracts.Actor()));

    public override void Close()
    {
    }
}
