using Auditor.Contracts;

namespace Auditor.Wire.Tests;

public sealed class RoutingKeyTests
{
    [Theory]
    [InlineData("Harbour", "PlaybackAction.Harbour")]
    [InlineData("Head office #2", "PlaybackAction.Head_office__2")]
    [InlineData("site.example", "PlaybackAction.site_example")]
    [InlineData("Køge", "PlaybackAction.K_ge")]
    [InlineData("", "PlaybackAction._")]
    public void A_name_stays_one_word(string site, string key) =>
        Assert.Equal(key, RoutingKeys.Of(Samples.Activity with { Site = new SiteRef { Name = site } }));

    [Fact]
    public void A_key_fits_into_what_AMQP_allows() =>
        Assert.True(RoutingKeys.Of(Samples.Activity with { Kind = new string('k', 5000), Site = new SiteRef { Name = new string('s', 5000) } }).Length <= 255);
}
