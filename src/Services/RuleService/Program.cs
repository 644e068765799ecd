using Auditor.Hosting;
using Auditor.Hosting.Bus;
using Auditor.Hosting.Health;
using Auditor.RuleService;

const string Address = "http://127.0.0.1:5081";

if (args is [HealthProbe.Command, ..])
{
    return await HealthProbe.RunAsync(args, Address);
}

return await ServiceHost.RunAsync(() =>
{
    var builder = ServiceHost.CreateBuilder(args, Address);
    builder.RequireBroker();
    builder.AddRuleService();
    builder.AddAuditorBus(RuleServiceRegistration.AddConsumers);
    return builder.BuildWith(RuleServiceRegistration.MapRuleService);
});
