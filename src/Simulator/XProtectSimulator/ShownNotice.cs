namespace Auditor.XProtectSimulator;

/// <summary>What stands in Smart Client's message area.</summary>
public sealed record ShownNotice(object Id, string Text, bool Warning, bool Closable);
