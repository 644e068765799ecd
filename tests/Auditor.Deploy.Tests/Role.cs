namespace Auditor.Deploy.Tests;

/// <summary>What a role of deploy/rabbitmq may do; everything else it may not. Written by hand, not read from the definitions.</summary>
/// <param name="User">The broker's user.</param>
internal sealed record Role(string User)
{
    /// <summary>Exchanges that it may publish to; empty text: the default exchange, which leads to any queue by name.</summary>
    public string[] Publishes { get; init; } = [];

    /// <summary>Queues that it may read.</summary>
    public string[] Reads { get; init; } = [];

    /// <summary>Queues that it may declare, and so delete.</summary>
    public string[] Owns { get; init; } = [];

    /// <summary>Exchanges that it may bind a queue of its own to.</summary>
    public string[] Hears { get; init; } = [];

    public override string ToString() => User;
}
