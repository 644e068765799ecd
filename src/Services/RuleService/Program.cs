using Auditor.Hosting;
using Auditor.Hosting.Bus;
using Auditor.RuleService;

return await ServiceHost.RunAsync(() =>
{
    var builder = ServiceHost.CreateBuilder(args);
    builder.AddRuleService();
    builder.AddAuditorBus(RuleServiceRegistration.AddConsumers);
    return builder.BuildWith(RuleServiceRegistration.MapRuleService);
});
