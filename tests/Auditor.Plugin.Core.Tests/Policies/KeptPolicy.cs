using Auditor.Contracts;
using Auditor.Plugin.Core.Clients;
using Auditor.Plugin.Core.Policies;
using Auditor.Plugin.Core.Tests.Fakes;
using Auditor.Wire;

namespace Auditor.Plugin.Core.Tests.Policies;

/// <summary>A keeper with its link, its clock and its folder in the hands of the test.</summary>
public abstract class KeptPolicy : IDisposable
{
    private readonly List<PolicyKeeper> _keepers = [];

    private protected string Folder { get; } = Path.Combine(Path.GetTempPath(), "auditor-policy-" + Guid.NewGuid().ToString("N"));

    private protected SetTime Time { get; } = new();

    private protected HeldLink Link { get; } = new();

    private protected KeptLog Log { get; } = new();

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        _keepers.ForEach(keeper => keeper.Dispose());
        Folders.Remove(Folder);
    }

    private protected PolicyKeeper Start(string user, string site = "Harbour", Func<TimeSpan, TimeSpan>? within = null, XorProtection? protection = null)
    {
        var identity = new ClientIdentity { Actor = new Actor { Name = "CORP\\" + user }, Site = new SiteRef { Name = site } };
        var keeper = new PolicyKeeper(identity, Link, protection ?? new XorProtection(), Folder, PolicyUnknown.FailClosed, Time, Log, within ?? (_ => TimeSpan.Zero));
        _keepers.Add(keeper);
        keeper.Start();
        return keeper;
    }

    private protected void Answer(OperatorPolicy policy) => Link.Answer = _ => Task.FromResult(WireFormat.Serialize(policy));

    private protected Task Fetch(int asked)
    {
        Time.Advance(TimeSpan.Zero);
        return Wait.Until(() => Link.Asked == asked);
    }

    /// <summary>Until the answer is dealt with: then the timer of the next question is set.</summary>
    private protected Task Rested() => Wait.Until(() => Time.Waiting > 0);

    private protected OperatorPolicy Policy(long revision, params string[] names) => new()
    {
        Revision = revision,
        IssuedAt = Time.GetUtcNow(),
        Rules = [.. names.Select(name => TrackedClient.Rule(name))],
    };
}
