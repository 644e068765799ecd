namespace Auditor.Notifier.Formats;

/// <summary>What an entry tells of, in words.</summary>
/// <param name="Did">After the actor's name: "opened playback".</param>
/// <param name="Noun">As a title: "Playback".</param>
/// <param name="Of">Between either and the cameras, or the name of the resource: "of"; empty where the name follows directly.</param>
internal sealed record Deed(string Did, string Noun, string Of = "");
