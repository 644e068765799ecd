namespace Auditor.Contracts;

/// <summary>
/// A JSON value carried as its text, so that contracts need no JSON library. On the wire it is the value itself,
/// not a string that holds it. The default value is JSON <c>null</c>.
/// </summary>
/// <param name="Text">One complete JSON value (RFC 8259), or null for JSON <c>null</c>.</param>
public readonly record struct JsonText(string? Text)
{
    /// <summary>True when the value is absent or JSON <c>null</c>.</summary>
    public bool IsNull => Text is null or "null";

    /// <inheritdoc/>
    public override string ToString() => Text ?? "null";
}
