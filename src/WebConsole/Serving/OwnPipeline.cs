namespace Auditor.WebConsole.Serving;

/// <summary>What this host does with a request, for calls that the console makes to services in its own process.</summary>
internal sealed class OwnPipeline : IStartupFilter
{
    private RequestDelegate? _pipeline;

    /// <exception cref="InvalidOperationException">The host has not started yet.</exception>
    public RequestDelegate Pipeline => _pipeline ?? throw new InvalidOperationException("The host has not started yet.");

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(pipeline => _pipeline = pipeline);
        next(app);
    };
}
