using Auditor.AuditWriter.Witnessing;

namespace Auditor.AuditWriter.Api;

/// <summary>One witness of this log, as the API shows it.</summary>
/// <param name="Kind">folder or url.</param>
/// <param name="Target">Where it is.</param>
/// <param name="Size">Entries of the checkpoint that it has; null while that is not known.</param>
/// <param name="TakenAt">When it last took a checkpoint of this process (UTC).</param>
/// <param name="FailingSince">Since when it has not answered as it should (UTC); null when it does.</param>
/// <param name="Problem">What is wrong, in words; null when nothing is.</param>
/// <param name="Objects">It contradicts the store, so that nothing is signed.</param>
internal sealed record WitnessView(string Kind, string Target, long? Size, DateTimeOffset? TakenAt, DateTimeOffset? FailingSince, string? Problem, bool Objects)
{
    public static WitnessView Of(WitnessCourier courier)
    {
        WitnessStanding standing = courier.Standing;
        return new WitnessView(
            courier.Target.Kind, courier.Target.Target, standing.Size, standing.TakenAt, standing.FailingSince, standing.Problem, standing.Objection is not null);
    }
}
