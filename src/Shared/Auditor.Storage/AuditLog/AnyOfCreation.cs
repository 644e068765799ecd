namespace Auditor.Storage;

/// <summary>Makes <see cref="AnyOf{T}"/>.</summary>
public static class AnyOf
{
    /// <exception cref="ArgumentException">There is no value: that would match nothing, or be taken for no restriction.</exception>
    public static AnyOf<T> Create<T>(ReadOnlySpan<T> values)
        where T : notnull =>
        values.Length > 0 ? new AnyOf<T>(values.ToArray()) : throw new ArgumentException("At least one value is needed; null is for no restriction.", nameof(values));

    /// <summary>Null where there is no value.</summary>
    public static AnyOf<T>? OrNull<T>(IReadOnlyCollection<T> values)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(values);
        return values.Count == 0 ? null : new AnyOf<T>([.. values]);
    }
}
