using Auditor.Contracts;
using Auditor.WebConsole.Log;
using Auditor.WebConsole.Services;

namespace Auditor.WebConsole.Overview;

/// <summary>The overview, to be shown. Each of its filters is one of the log's, so that every picture leads to the entries behind it.</summary>
/// <param name="Filter">Time, and what else restricts it: persons, cameras, tenant.</param>
/// <param name="WorkingHours">As the API takes hours of the week, like <c>mon-fri 07-18</c>.</param>
/// <param name="Zone">In which times are shown.</param>
/// <param name="Figures">Null when there is a problem.</param>
/// <param name="Problem">Why there is nothing to see; null when all is well.</param>
public sealed record OverviewModel(LogFilter Filter, string WorkingHours, TimeZoneInfo Zone, OverviewFigures? Figures, ServiceException? Problem)
{
    /// <summary>What operators do.</summary>
    public LogFilter Activity => Filter.WithAny("resource", EntryWords.OperatorResources);

    /// <summary>Recordings opened, or exported.</summary>
    public LogFilter Opened => Filter.WithAny("resource", AuditableResources.Playback, AuditableResources.IndependentPlayback, AuditableResources.Export)
        .WithAny("action", AuditableActions.Enter, AuditableActions.Enable, AuditableActions.Complete);

    /// <summary>Questions that were answered, declined, or not answered in time.</summary>
    public LogFilter Answers => Filter.With("resource", AuditableResources.Reason);

    /// <summary>Reasons that were given.</summary>
    public LogFilter Given => Answers.With("action", AuditableActions.Give);

    /// <summary>Recordings opened or exported at other times than people work.</summary>
    public LogFilter Outside => Opened.With(LogFilter.Hours, "not " + WorkingHours).With(LogFilter.Zone, Zone.Id);

    /// <summary>Recordings opened or exported without a reason.</summary>
    public LogFilter Missing => Filter.With("reasonState", "missing");

    /// <summary>Exports that were made.</summary>
    public LogFilter Exported => Filter.With("resource", AuditableResources.Export).With("action", AuditableActions.Complete);

    /// <summary>The address in the log of what a filter shows.</summary>
    public static string Entries(LogFilter filter) => filter.AddressOn(LogEndpoints.Path);
}
