using Auditor.Faults.Injecting;

namespace Auditor.Faults.Tests;

public sealed class FaultScheduleTests
{
    private static readonly FaultTargets Targets = new(["AuditWriter 1", "AuditWriter 2", "RuleService 1"], ["AuditWriter", "RuleService"], ["AuditWriter"], ["senders"], HasClocks: true);

    [Fact]
    public void The_same_seed_gives_the_same_faults() =>
        Assert.Equal(FaultSchedule.Make(7, TimeSpan.FromMinutes(30), Targets), FaultSchedule.Make(7, TimeSpan.FromMinutes(30), Targets));

    [Fact]
    public void Another_seed_gives_others() =>
        Assert.NotEqual(FaultSchedule.Make(7, TimeSpan.FromMinutes(30), Targets), FaultSchedule.Make(8, TimeSpan.FromMinutes(30), Targets));

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(4711)]
    public void Five_minutes_have_every_fault_on_everyone(int seed)
    {
        IReadOnlyList<Fault> faults = FaultSchedule.Make(seed, TimeSpan.FromMinutes(5), Targets);

        Assert.Empty(Targets.All().Except(faults.Select(fault => (fault.Kind, fault.Target))));
        Assert.Empty(Enum.GetValues<FaultKind>().Except(faults.Select(fault => fault.Kind)));
        Assert.All(faults, fault => Assert.InRange(fault.At, TimeSpan.Zero, TimeSpan.FromMinutes(4.5)));
    }

    [Fact]
    public void Clocks_that_cannot_be_steered_and_disks_that_cannot_be_filled_are_left_alone()
    {
        IReadOnlyList<Fault> faults = FaultSchedule.Make(7, TimeSpan.FromMinutes(30), Targets with { HasClocks = false, Stores = [] });

        Assert.DoesNotContain(faults, fault => fault.Kind is FaultKind.ClockStep or FaultKind.DiskFull);
    }
}
