using Auditor.Contracts;
using Auditor.Plugin.Core.Prompting;
using Auditor.Plugin.Windows.Tests.Driving;
using Auditor.Wire;

namespace Auditor.Plugin.Windows.Tests;

/// <summary>Questions as operators get them.</summary>
internal static class Questions
{
    public static PromptQuestion Playback { get; } = new()
    {
        Title = "Entering playback",
        Explanation = "You are about to look at recordings of 3 cameras. What you do there is recorded.",
        Because = "Asked by the rule “Wards at night”.",
        Cameras = ["Ward 3 corridor", "Ward 3 nurses' station", "Entrance north"],
        Prompt = new Prompt { Activity = ActivityType.Playback, PredefinedReasons = ["Incident under investigation", "Missing person", "Request of the police", "Other"] },
    };

    /// <summary>As much as can be asked, in as little room as there may be.</summary>
    public static PromptQuestion Strict { get; } = Playback with
    {
        Prompt = Playback.Prompt with
        {
            Policy = new ReasonPolicy { FreeTextRequired = true, MinimumLength = 10, DeclineAllowed = false },
            CaseNumberPatterns = [@"\d{4}-\d{3,6}"],
        },
    };

    public static PromptQuestion FreeText { get; } = new()
    {
        Title = "Exporting recordings",
        Explanation = "You are about to export recordings.",
        Because = "The rules that apply to you could not be fetched yet.",
        Prompt = new Prompt { Activity = ActivityType.Export },
    };

    public static PromptQuestion ManyCameras { get; } = Playback with
    {
        Title = "Entering playback and independent playback",
        Explanation = "You are about to look at recordings of 17 cameras: playback in the main window, independent playback in 2 positions.",
        Because = "Asked by the rules “Wards at night”, “All exports and playback of cameras that show patients” and “קבלה בלילה”.",
        Cameras =
        [
            "Ward 3 corridor", "מסדרון מחלקה 3", "مدخل الشمال", "Building 12, floor 3, corridor between laboratory and radiology, looking towards the emergency exit (PTZ, north side)", "Entrance north",
            .. Enumerable.Range(1, 12).Select(number => $"Parking deck {number}"),
        ],
    };

    public static object Show(PromptQuestion question, string theme = "dark") =>
        $$"""{"do":"show","screen":"prompt","theme":"{{theme}}","question":{{WireFormat.SerializeToText(question)}}}""";

    public static async Task<Sight> AskAsync(this HostProcess host, PromptQuestion question, string theme = "dark")
    {
        await host.DoAsync(Show(question, theme));
        return await host.LookUntilAsync(sight => sight.Shows("PromptWindow") && sight.Words.Contains(question.Title) && sight["PromptWindow"].Focused, "the prompt is shown and has the keyboard");
    }
}
