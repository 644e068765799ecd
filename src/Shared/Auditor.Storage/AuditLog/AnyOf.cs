using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;

namespace Auditor.Storage;

/// <summary>Values of which one must be there; at least one value. As JSON one value is itself, several are a list. Equal to another with the same values in the same order.</summary>
[CollectionBuilder(typeof(AnyOf), nameof(AnyOf.Create))]
[JsonConverter(typeof(AnyOfConverter))]
public sealed class AnyOf<T> : IReadOnlyList<T>, IEquatable<AnyOf<T>>
    where T : notnull
{
    private readonly T[] _values;

    internal AnyOf(T[] values) => _values = values;

    public int Count => _values.Length;

    public T this[int index] => _values[index];

    /// <summary>One value; null of null.</summary>
    [return: NotNullIfNotNull(nameof(value))]
    public static implicit operator AnyOf<T>?(T? value) => value is null ? null : new AnyOf<T>([value]);

    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)_values).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _values.GetEnumerator();

    public bool Equals(AnyOf<T>? other) => other is not null && _values.AsSpan().SequenceEqual(other._values);

    public override bool Equals(object? obj) => Equals(obj as AnyOf<T>);

    public override int GetHashCode() => _values.Length == 0 ? 0 : _values[0].GetHashCode();

    public override string ToString() => string.Join(", ", _values);
}
