using Auditor.AuditWriter;
using Auditor.Hosting;
using Auditor.Hosting.Bus;
using Auditor.Hosting.Health;

const string Address = "http://127.0.0.1:5082";

if (args is [HealthProbe.Command, ..])
{
    return await HealthProbe.RunAsync(args, Address);
}

return await ServiceHost.RunAsync(() =>
{
    WebApplicationBuilder builder = ServiceHost.CreateBuilder(args, Address);
    builder.RequireBroker();
    builder.AddAuditWriter();
    builder.AddAuditorBus(AuditWriterRegistration.AddConsumers);
    return builder.BuildWith(AuditWriterRegistration.MapAuditWriter);
});
