using Auditor.AuditWriter;
using Auditor.Hosting;
using Auditor.Hosting.Bus;

return await ServiceHost.RunAsync(() =>
{
    WebApplicationBuilder builder = ServiceHost.CreateBuilder(args, "http://127.0.0.1:5082");
    builder.RequireBroker();
    builder.AddAuditWriter();
    builder.AddAuditorBus(AuditWriterRegistration.AddConsumers);
    return builder.BuildWith(AuditWriterRegistration.MapAuditWriter);
});
