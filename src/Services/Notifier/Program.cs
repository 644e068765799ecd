using Auditor.Hosting;
using Auditor.Hosting.Bus;
using Auditor.Notifier;

return await ServiceHost.RunAsync(() =>
{
    var builder = ServiceHost.CreateBuilder(args, "http://127.0.0.1:5083");
    builder.RequireBroker();
    builder.AddNotifier();
    builder.AddAuditorBus();
    return builder.BuildWith(NotifierRegistration.MapNotifier);
});
