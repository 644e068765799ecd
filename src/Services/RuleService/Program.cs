using Auditor.Hosting;
using Auditor.Hosting.Bus;
using Auditor.RuleService;

return await ServiceHost.RunAsync(() =>
{
    var builder = ServiceHost.CreateBuilder(args, "http://127.0.0.1:5081");
    builder.RequireBroker();
    builder.AddRuleService();
    builder.AddAuditorBus(RuleServiceRegistration.AddConsumers);
    return builder.BuildWith(RuleServiceRegistration.MapRuleService);
});
