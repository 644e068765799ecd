using System.Globalization;
using System.Windows.Data;

namespace Auditor.Plugin.ManagementClient;

/// <summary>The other way round, both ways.</summary>
internal sealed class Not : IValueConverter
{
    public static Not Instance { get; } = new();

    public object Convert(object? value, Type targetType, object? parameter, CultureInfo culture) => value is not true;

    public object ConvertBack(object? value, Type targetType, object? parameter, CultureInfo culture) => value is not true;
}
