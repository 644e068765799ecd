using Auditor.Hosting;
using Auditor.Hosting.Bus;
using Auditor.Hosting.Health;
using Auditor.Notifier;

const string Address = "http://127.0.0.1:5083";

if (args is [HealthProbe.Command, ..])
{
    return await HealthProbe.RunAsync(args, Address);
}

return await ServiceHost.RunAsync(() =>
{
    var builder = ServiceHost.CreateBuilder(args, Address);
    builder.RequireBroker();
    builder.AddNotifier();
    builder.AddAuditorBus();
    return builder.BuildWith(NotifierRegistration.MapNotifier);
});
