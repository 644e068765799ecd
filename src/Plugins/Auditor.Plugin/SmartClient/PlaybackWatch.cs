using Auditor.Contracts;
using VideoOS.Platform.Messaging;

namespace Auditor.Plugin.SmartClient;

/// <summary>Reads what windows say about playback.</summary>
internal sealed class PlaybackWatch(ClientContext context)
{
    public void Command(string window, Message message)
    {
        if (message.Data is PlaybackCommandData { Command.Length: > 0 } command)
        {
            context.Signals.PlaybackCommand(
                window, VerbOf(command), ClientContext.Utc(command.DateTime), command.Speed == 0 ? null : command.Speed);
        }
    }

    public void Time(string window, Message message)
    {
        if (message.Data is DateTime time && ClientContext.Utc(time) is { } known)
        {
            context.Signals.PlaybackTime(window, known);
        }
    }

    private static string VerbOf(PlaybackCommandData command) => command.Command switch
    {
        PlaybackData.Play => command.Speed < 0 ? PlaybackVerbs.PlayReverse : PlaybackVerbs.PlayForward,
        PlaybackData.PlayForward => PlaybackVerbs.PlayForward,
        PlaybackData.PlayReverse => PlaybackVerbs.PlayReverse,
        PlaybackData.PlayStop => PlaybackVerbs.PlayStop,
        PlaybackData.Goto => PlaybackVerbs.GoTo,
        PlaybackData.NextSequence => PlaybackVerbs.NextSequence,
        PlaybackData.PreviousSequence => PlaybackVerbs.PreviousSequence,
        _ => command.Command,
    };
}
