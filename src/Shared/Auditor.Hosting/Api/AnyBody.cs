namespace Auditor.Hosting.Api;

/// <summary>
/// Marks a route whose body proves by itself whose it is, so that it may come with any content type or none, also from a foreign page:
/// the protocol that it speaks does not say one.
/// </summary>
public sealed class AnyBody
{
    private AnyBody()
    {
    }

    internal static AnyBody Instance { get; } = new();
}
