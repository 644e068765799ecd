using System.Text;
using System.Text.Json;
using Auditor.Contracts;
using Auditor.Ledger;
using Auditor.Notifier.Destinations;
using Auditor.Notifier.Destinations.Webhooks;
using Auditor.Storage;

namespace Auditor.Notifier.Tests.Webhooks;

public sealed class WebhookMessageTests
{
    // The vector that the specification's own libraries are tested with.
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    [Fact]
    public void The_signature_is_that_of_the_specifications_own_libraries() =>
        Assert.Equal(
            "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
            WebhookMessage.SignatureOf([WebhookSecret.Read(Secret)!], "msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, "{\"test\": 2432232314}"u8));

    [Fact]
    public void While_a_rotation_lasts_both_secrets_sign_the_current_one_first()
    {
        byte[] old = WebhookSecret.Read(Secret)!;
        byte[] current = WebhookSecret.Read(WebhookSecret.New())!;

        string[] both = WebhookMessage.SignatureOf([current, old], "a", 1, "{}"u8).Split(' ');

        Assert.Equal([WebhookMessage.SignatureOf([current], "a", 1, "{}"u8), WebhookMessage.SignatureOf([old], "a", 1, "{}"u8)], both);
        Assert.NotEqual(both[0], both[1]);
    }

    [Fact]
    public void The_payload_is_type_timestamp_and_data_with_the_entry_byte_for_byte()
    {
        // A field that this version does not know is attested too.
        Notification sample = Sample.Notification();
        Notification notification = sample with { Attested = sample.Attested[..^1] + ",\"zukunft\":{\"ü\":1}}" };

        byte[] body = WebhookMessage.BodyOf(notification, BodyFormats.Entry);

        Assert.Equal(
            "{\"type\":\"playback.act\",\"timestamp\":\"2026-03-20T12:00:00.25Z\",\"data\":{\"position\":41,\"subscription\":\"0199c3a2-5b1e-7c44-9a6f-0000000000aa\","
            + "\"askedBy\":[{\"id\":\"0199c3a2-5b1e-7c44-9a6f-000000000005\",\"name\":\"Operators say why\",\"version\":2}],\"entry\":" + notification.Attested + "}}",
            Encoding.UTF8.GetString(body));
    }

    [Fact]
    public void Whoever_gets_it_has_what_the_log_attests()
    {
        AuditEntry entry = Sample.Entry();

        string body = Encoding.UTF8.GetString(WebhookMessage.BodyOf(Sample.Notification(entry), BodyFormats.Entry));
        string attested = body[(body.IndexOf(",\"entry\":", StringComparison.Ordinal) + 9)..^2];

        Assert.Equal(EntryLeaf.Of(entry).Hash, EntryLeaf.HashOfAttested(Encoding.UTF8.GetBytes(attested)));
    }

    [Fact]
    public void An_entry_may_nest_deeper_than_a_json_library_reads_by_itself()
    {
        Notification sample = Sample.Notification();
        Notification deep = sample with { Attested = "{\"additionalMetadata\":" + new string('[', 100) + new string(']', 100) + "}" };

        using JsonDocument body = JsonDocument.Parse(WebhookMessage.BodyOf(deep, BodyFormats.Entry), new JsonDocumentOptions { MaxDepth = 200 });

        Assert.Equal(deep.Attested, body.RootElement.GetProperty("data").GetProperty("entry").GetRawText());
    }

    [Fact]
    public void An_ocsf_event_has_a_type_of_its_own()
    {
        using JsonDocument body = JsonDocument.Parse(WebhookMessage.BodyOf(Sample.Notification(), BodyFormats.Ocsf));

        Assert.Equal("ocsf.playback.act", body.RootElement.GetProperty("type").GetString());
        Assert.Equal(6_005, body.RootElement.GetProperty("data").GetProperty("class_uid").GetInt32());
    }

    [Fact]
    public void The_id_is_of_the_entry_and_the_subscription_and_of_nothing_else()
    {
        AuditEntry entry = Sample.Entry();
        string id = WebhookMessage.IdOf(Sample.Notification(entry, 7));

        Assert.Equal(id, WebhookMessage.IdOf(Sample.Notification(entry with { Reason = "another" }, 9)));
        Assert.NotEqual(id, WebhookMessage.IdOf(Sample.Notification(Sample.Entry(), 7)));
        Assert.NotEqual(id, WebhookMessage.IdOf(Sample.Notification(entry, 7, Guid.NewGuid())));
        // It would let a stranger move the border between id, timestamp and body.
        Assert.DoesNotContain('.', id);
    }

    [Theory]
    [InlineData("PLAYBACK", "ENTER", "playback.enter")]
    [InlineData("INDEPENDENT_PLAYBACK", "ENABLE", "independent_playback.enable")]
    [InlineData("Straße.1", "a-b", "stra_e_1.a_b")]
    [InlineData("", "", "_._")]
    public void A_type_is_resource_and_action_in_lower_case(string resource, string action, string type)
    {
        using JsonDocument body = JsonDocument.Parse(WebhookMessage.BodyOf(Sample.Notification(Sample.Entry(resource, action)), BodyFormats.Entry));

        Assert.Equal(type, body.RootElement.GetProperty("type").GetString());
    }
}
