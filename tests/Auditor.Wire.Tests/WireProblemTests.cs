using System.Text;
using Auditor.Contracts;

namespace Auditor.Wire.Tests;

public sealed class WireProblemTests
{
    [Theory]
    [InlineData("""{"enabled":"maybe"}""", "'enabled'", "true or false is expected")]
    [InlineData("""{"version":1.5}""", "'version'", "a whole number is expected")]
    [InlineData("""{"id":"x"}""", "'id'", "a UUID like")]
    [InlineData("""{"name":7}""", "'name'", "a text is expected")]
    [InlineData("""{"mode":"quiet"}""", "'mode'", "one of live, shadow is expected")]
    [InlineData("""{"whom":[]}""", "'whom'", "an object is expected")]
    [InlineData("""{"whom":{"users":{}}}""", "'whom.users'", "a list is expected")]
    [InlineData("""{"conditions":{"footageOlderThanMinutes":"x"}}""", "'conditions.footageOlderThanMinutes'", "a whole number is expected")]
    [InlineData("""{"conditions":{"schedule":{"windows":[{"days":["moonday"]}]}}}""", "'conditions.schedule.windows[0].days[0]'", "one of sunday, monday")]
    [InlineData("""{"name":""", "'name'", "")]
    public void A_wrong_value_is_explained_by_its_field_and_what_is_allowed(string json, string field, string expected)
    {
        string message = Assert.Throws<WireException>(() => WireFormat.Deserialize<AuditRule>(Encoding.UTF8.GetBytes(json))).Message;

        Assert.Contains(field, message, StringComparison.Ordinal);
        Assert.Contains(expected, message, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", message, StringComparison.Ordinal);
        Assert.DoesNotContain("BytePositionInLine", message, StringComparison.Ordinal);
    }
}
