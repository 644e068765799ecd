namespace Auditor.WebConsole.Services;

/// <summary>What a service answered, or why it did not: each part of a page stands by itself.</summary>
/// <param name="Value">Null when there is a problem.</param>
/// <param name="Problem">Null when there is an answer.</param>
public sealed record Answer<T>(T? Value, ServiceException? Problem)
    where T : class;
