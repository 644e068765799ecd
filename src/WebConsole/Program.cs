using Auditor.Hosting;
using Auditor.Hosting.Bus;
using Auditor.Hosting.Health;
using Auditor.WebConsole;

const string Address = "http://127.0.0.1:5084";

if (args is [HealthProbe.Command, ..])
{
    return await HealthProbe.RunAsync(args, Address);
}

return await ServiceHost.RunAsync(() =>
{
    var builder = ServiceHost.CreateBuilder(args, Address);
    builder.RequireBroker();
    builder.AddWebConsoleByItself();
    // Only to ask AuditWriter who is signed in.
    builder.AddAuditorBus();
    return builder.BuildWith(WebConsoleRegistration.MapWebConsole, WebConsoleRegistration.MapServices);
});
