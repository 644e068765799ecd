namespace Auditor.Faults.Injecting;

/// <summary>One fault, decided before the run.</summary>
/// <param name="At">After the start of the load.</param>
/// <param name="Kind">What is done.</param>
/// <param name="Target">To whom; empty when the kind says it.</param>
/// <param name="Lasts">How long until it is undone.</param>
/// <param name="Size">Of a clock step: seconds, ahead or back. Of a slow consumer: milliseconds an entry. Else 0.</param>
internal sealed record Fault(TimeSpan At, FaultKind Kind, string Target, TimeSpan Lasts, int Size)
{
    public override string ToString() =>
        $"{At.TotalSeconds,7:F1} s  {Kind}{(Target.Length > 0 ? " " + Target : "")}{(Size != 0 ? $" ({Size:+0;-0})" : "")} for {Lasts.TotalSeconds:F1} s";
}
