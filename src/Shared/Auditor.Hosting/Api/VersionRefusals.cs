using Microsoft.AspNetCore.Http;

namespace Auditor.Hosting.Api;

/// <summary>Why a thing that has versions cannot be had or changed, in words for the caller.</summary>
/// <param name="Noun">What it is called in a title, like <c>rule</c>.</param>
/// <param name="Kind">What it is called in full, like <c>audit rule</c>.</param>
/// <param name="Root">Where its routes begin.</param>
public sealed record VersionRefusals(string Noun, string Kind, string Root)
{
    /// <summary>404.</summary>
    public IResult NotFound(Guid id) => ApiProblem.NotFound($"There is no {Kind} {id}.");

    /// <summary>404 to who asks for its history.</summary>
    public IResult NeverWas(Guid id) => ApiProblem.NotFound($"There never was such a {Noun}: {id}.");

    /// <summary>410.</summary>
    public IResult Deleted(Guid id, DateTimeOffset at) => ApiProblem.Refused(
        StatusCodes.Status410Gone,
        $"The {Noun} was deleted.",
        $"The {Kind} {id} was deleted at {at.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}; its history is kept at {Root}/{id}/history.");

    /// <summary>412, with what it takes to compare the two and try again.</summary>
    public IResult Outdated<T>(T current, long currentVersion, T? yours, long yourVersion) => ApiProblem.Refused(
        StatusCodes.Status412PreconditionFailed,
        $"The {Noun} was changed by someone else.",
        $"You changed version {yourVersion}; the {Noun} is now at version {currentVersion}. Nothing was saved.",
        new Dictionary<string, object?>
        {
            ["yours"] = yours,
            ["yourVersion"] = yourVersion,
            ["current"] = current,
            ["currentVersion"] = currentVersion,
        });

    /// <summary>409: the id that a creation asked for was used before.</summary>
    public IResult Taken<T>(Guid id, T? current, long version)
        where T : class => ApiProblem.Refused(
        StatusCodes.Status409Conflict,
        "This id is taken.",
        current is null
            ? $"The {Kind} {id} was deleted; an id is never used again."
            : $"The {Kind} {id} exists already, at version {version}. Change it with PUT.",
        new Dictionary<string, object?> { ["current"] = current, ["currentVersion"] = version });
}
