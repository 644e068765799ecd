using Auditor.Hosting.Api;
using Auditor.Notifier.Destinations;
using Auditor.Notifier.Destinations.Email;
using Auditor.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Auditor.Notifier.Tests.Email;

public sealed class EmailKindTests
{
    private static readonly EmailSettings Fine = new() { Host = "mail.example.com", From = "Auditor <auditor@example.com>", To = ["a@example.com", "Bürö <b@example.com>"], TimeZone = "Europe/Copenhagen" };

    public static TheoryData<string> Fields => [.. Wrong.Keys];

    private static Dictionary<string, (EmailSettings Settings, string? Secret)> Wrong => new()
    {
        ["destination.email.host"] = (Fine with { Host = "mail server" }, null),
        ["destination.email.port"] = (Fine with { Port = 465 }, null),
        ["destination.email.from"] = (Fine with { From = "nobody" }, null),
        ["destination.email.from "] = (Fine with { From = "auditor@-harbour-.example" }, null),
        ["destination.email.from  "] = (Fine with { From = $"auditor@{new string('x', 64)}.example" }, null),
        ["destination.email.to"] = (Fine with { To = [] }, null),
        ["destination.email.to[1]"] = (Fine with { To = ["a@example.com", "A@EXAMPLE.com"] }, null),
        ["destination.email.to[0]"] = (Fine with { To = ["a@example.com\r\nBcc: b@example.com"] }, null),
        ["destination.email.startTls"] = (Fine with { UserName = "auditor", StartTls = false }, "password"),
        ["destination.email.userName"] = (Fine with { UserName = "" }, "password"),
        ["secret"] = (Fine with { UserName = "auditor" }, null),
        ["destination.email.digestMinutes"] = (Fine with { DigestMinutes = 1_441 }, null),
        ["destination.email.timeZone"] = (Fine with { TimeZone = "Europe/Atlantis" }, null),
    };

    [Fact]
    public void Good_settings_are_taken()
    {
        Assert.Empty(Check(Fine, null));
        Assert.Empty(Check(Fine with { UserName = "auditor" }, "password"));
        Assert.Equal("secret", Assert.Single(Check(Fine, "a password without a user")).Field);
    }

    [Theory]
    [MemberData(nameof(Fields))]
    public void What_is_wrong_is_named_by_its_field(string field)
    {
        (EmailSettings settings, string? secret) = Wrong[field];

        Assert.Equal(field.TrimEnd(), Assert.Single(Check(settings, secret)).Field);
    }

    private static IEnumerable<FieldProblem> Check(EmailSettings settings, string? secret)
    {
        IConfiguration configuration = new ConfigurationBuilder().Build();
        using ServiceProvider services = new ServiceCollection().AddLogging().AddEmail(configuration).BuildServiceProvider();
        IDestinationKind kind = Assert.Single(services.GetServices<IDestinationKind>());
        return [.. kind.Check(new Destination { Kind = DestinationKinds.Email, Email = settings }, secret)];
    }
}
