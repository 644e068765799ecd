using Auditor.WebConsole.Serving;
using Auditor.WebConsole.Services;
using Auditor.WebConsole.Views;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Auditor.WebConsole.Questions;

/// <summary>The page that answers who saw a camera's recordings, and what a person saw.</summary>
internal static class QuestionEndpoints
{
    public const string Path = "/question";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet(Path, ShowAsync).AsPage();

    private static async Task<RazorComponentResult> ShowAsync(HttpContext http, QuestionDesk desk, TimeProvider time, CancellationToken cancellation)
    {
        var visitor = Visitor.Of(http);
        Question question = Question.Read(http.Request.Query, visitor.Zone, time.GetUtcNow());
        Answer? answer = null;
        if (question is { Subject: not null, Problem: null })
        {
            try
            {
                answer = await desk.AnswerAsync(question, visitor, cancellation);
            }
            catch (ServiceException problem)
            {
                answer = new Answer(question, visitor.Zone) { Problem = problem };
            }
        }

        return Page.Of<QuestionPage>(http, visitor, new Dictionary<string, object?>
        {
            [nameof(QuestionPage.Question)] = question,
            [nameof(QuestionPage.Zone)] = visitor.Zone,
            [nameof(QuestionPage.Answer)] = answer,
        });
    }
}
