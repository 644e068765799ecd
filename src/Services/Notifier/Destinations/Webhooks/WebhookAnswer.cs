using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Auditor.Notifier.Delivering;

namespace Auditor.Notifier.Destinations.Webhooks;

/// <summary>What a receiver's answer means, after the Standard Webhooks specification ("Delivery success and failure").</summary>
internal static class WebhookAnswer
{
    /// <summary>Characters of an answer that are shown to people.</summary>
    public const int LongestQuote = 200;

    /// <summary>Null when it acknowledges.</summary>
    public static async Task<DeliveryFailure?> ReadAsync(HttpResponseMessage answer, DateTimeOffset now, CancellationToken cancellation)
    {
        if (answer.IsSuccessStatusCode)
        {
            return null;
        }

        int status = (int)answer.StatusCode;
        if (answer.StatusCode == HttpStatusCode.Gone)
        {
            return new DeliveryFailure(Say("The receiver wants nothing more (410)", await TextAsync(answer, cancellation)), Final: true);
        }

        string reason = status is >= 300 and < 400
            ? Say($"The receiver answered {status}; redirects are not followed, so give the address it leads to", Clean(answer.Headers.Location?.OriginalString ?? ""))
            : Say($"The receiver answered {status}", await TextAsync(answer, cancellation));
        return new DeliveryFailure(reason, PauseOf(answer.Headers.RetryAfter, now));
    }

    /// <summary>RFC 9110, 10.2.3: seconds or a date.</summary>
    private static TimeSpan? PauseOf(RetryConditionHeaderValue? asked, DateTimeOffset now)
    {
        TimeSpan? pause = asked?.Delta ?? (asked?.Date is { } date ? date - now : null);
        return pause is not { } some || some <= TimeSpan.Zero ? null : some < RetrySchedule.LongestAsked ? some : RetrySchedule.LongestAsked;
    }

    private static string Say(string what, string quote) => quote.Length == 0 ? what + "." : $"{what}: {quote}";

    private static async Task<string> TextAsync(HttpResponseMessage answer, CancellationToken cancellation)
    {
        byte[] buffer = new byte[WebhookHttp.MostAnswerBytes];
        try
        {
            await using Stream body = await answer.Content.ReadAsStreamAsync(cancellation);
            int length = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation);
            return Clean(Encoding.UTF8.GetString(buffer, 0, length));
        }
        catch (Exception problem) when (problem is IOException or HttpRequestException || (problem is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            // The status is what counts.
            return "";
        }
    }

    /// <summary>On one line, without characters that steer a terminal or turn the direction of writing, and short.</summary>
    private static string Clean(string text)
    {
        var clean = new StringBuilder(LongestQuote);
        int length = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            bool shown = Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator or UnicodeCategory.SpaceSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);
            if (!shown && (clean.Length == 0 || clean[^1] == ' '))
            {
                continue;
            }

            if (length++ == LongestQuote)
            {
                return clean.ToString().TrimEnd() + "...";
            }

            clean.Append(shown ? rune.ToString() : " ");
        }

        return clean.ToString().TrimEnd();
    }
}
