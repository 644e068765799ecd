namespace Auditor.Plugin.Core.Sending;

/// <param name="Connected">Whether messages can go out now.</param>
/// <param name="Since">Since when that is so (UTC).</param>
/// <param name="Server">Where to, without credentials; for people.</param>
/// <param name="Problem">Why not, in a sentence; null when connected.</param>
public sealed record LinkStatus(bool Connected, DateTimeOffset Since, string Server, string? Problem);
