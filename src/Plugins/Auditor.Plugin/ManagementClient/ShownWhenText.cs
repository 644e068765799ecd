using System.Globalization;
using System.Windows;
using System.Windows.Data;

namespace Auditor.Plugin.ManagementClient;

/// <summary>Shows what has something to say: a text that is not empty, an object that is there, true, a number above 0. The parameter <c>not</c> turns it round.</summary>
internal sealed class ShownWhenText : IValueConverter
{
    public object Convert(object? value, Type targetType, object? parameter, CultureInfo culture)
    {
        bool has = value switch
        {
            null => false,
            string text => text.Length > 0,
            bool yes => yes,
            int count => count > 0,
            _ => true,
        };
        return has != (parameter is "not") ? Visibility.Visible : Visibility.Collapsed;
    }

    public object ConvertBack(object? value, Type targetType, object? parameter, CultureInfo culture) => throw new NotSupportedException();
}
