using Auditor.Contracts;
using Xunit;

namespace Auditor.Rules.Tests;

public sealed class ReasonTextTests
{
    [Theory]
    [InlineData("Theft", "at gate 4", null, "Theft - at gate 4")]
    [InlineData(" Theft ", " ", null, "Theft")]
    [InlineData(null, " at gate 4\n", null, "at gate 4")]
    [InlineData("Theft", "at gate 4", " 2026-118 ", "Theft - at gate 4 [case 2026-118]")]
    [InlineData("Theft", null, "2026-118", "Theft [case 2026-118]")]
    [InlineData("", "", "2026-118", "[case 2026-118]")]
    [InlineData(" ", null, "", null)]
    public void A_reason_reads_picked_dash_notes_with_the_case_number_behind(string? picked, string? notes, string? caseNumber, string? text) =>
        Assert.Equal(text, ReasonText.Of(new Reason { Picked = picked, Notes = notes, CaseNumber = caseNumber }));

    [Fact]
    public void No_reason_has_no_text() => Assert.Null(ReasonText.Of(null));
}
