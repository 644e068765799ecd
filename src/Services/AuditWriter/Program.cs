using Auditor.AuditWriter;
using Auditor.Hosting;
using Auditor.Hosting.Bus;

return await ServiceHost.RunAsync(() =>
{
    WebApplicationBuilder builder = ServiceHost.CreateBuilder(args);
    builder.AddAuditWriter();
    builder.AddAuditorBus(AuditWriterRegistration.AddConsumers);
    return builder.BuildWith(AuditWriterRegistration.MapAuditWriter);
});
