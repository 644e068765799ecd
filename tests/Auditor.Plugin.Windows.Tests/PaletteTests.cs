using System.Globalization;
using System.Xml.Linq;
using Auditor.Plugin.Windows.Tests.Driving;

namespace Auditor.Plugin.Windows.Tests;

/// <summary>Colours that can be told apart (WCAG 2.1: 4.5 for text, 3 for what bounds a control).</summary>
public sealed class PaletteTests
{
    private const double OfText = 4.5;
    private const double OfEdges = 3;

    private static readonly string[] Surfaces = ["Window", "Card", "Field", "Footer"];

    [Theory]
    [InlineData("Dark")]
    [InlineData("Light")]
    public void Every_text_can_be_read_on_what_it_stands_on(string theme)
    {
        Dictionary<string, double> colours = Read(theme);
        (string Text, string On, double Least)[] pairs =
        [
            .. from text in new[] { "Text", "Muted", "AccentText", "Danger", "Warning", "Good" } from surface in Surfaces select (text, surface, OfText),
            .. from surface in new[] { "Hover", "Pressed", "AccentSoft" } select ("Text", surface, OfText),
            .. from surface in new[] { "Accent", "AccentHover", "AccentPressed" } select ("OnAccent", surface, OfText),
            .. from said in new[] { "Warning", "Danger", "Good" } select (said, said + "Soft", OfText),
            ("Placeholder", "Field", OfText),
            .. from surface in Surfaces select ("Edge", surface, OfEdges),
            .. from surface in new[] { "Disabled", "Window", "Card" } select ("DisabledText", surface, OfEdges),
        ];

        string[] tooClose = [.. pairs.Where(pair => Contrast(colours[pair.Text], colours[pair.On]) < pair.Least).Select(pair => $"{pair.Text} on {pair.On}: {Contrast(colours[pair.Text], colours[pair.On]):F2}")];

        Assert.Empty(tooClose);
    }

    [Fact]
    public void Both_themes_have_the_same_colours() => Assert.Equal(Read("Dark").Keys.Order(StringComparer.Ordinal), Read("Light").Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void Contrast_is_counted_as_the_standard_counts_it()
    {
        Assert.Equal(21, Contrast(Luminance("#FFFFFF"), Luminance("#000000")), 3);
        Assert.Equal(4.48, Contrast(Luminance("#FFFFFF"), Luminance("#777777")), 2);
    }

    private static Dictionary<string, double> Read(string theme)
    {
        XNamespace x = "http://schemas.microsoft.com/winfx/2006/xaml";
        return XDocument.Load(Path.Combine(Wine.Look, $"Theme.{theme}.xaml")).Root!.Elements()
            .ToDictionary(brush => brush.Attribute(x + "Key")!.Value["Look.".Length..], brush => Luminance(brush.Attribute("Color")!.Value), StringComparer.Ordinal);
    }

    private static double Contrast(double one, double other) => (Math.Max(one, other) + 0.05) / (Math.Min(one, other) + 0.05);

    private static double Luminance(string colour)
    {
        double[] parts = [.. Enumerable.Range(0, 3).Select(index => int.Parse(colour.AsSpan(1 + (2 * index), 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0)
            .Select(part => part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4))];
        return (0.2126 * parts[0]) + (0.7152 * parts[1]) + (0.0722 * parts[2]);
    }
}
