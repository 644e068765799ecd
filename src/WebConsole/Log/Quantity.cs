using System.Globalization;

namespace Auditor.WebConsole.Log;

/// <summary>Numbers as they are shown.</summary>
internal static class Quantity
{
    /// <summary>Like <c>12,345</c>.</summary>
    public static string Of(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Like <c>1 entry</c> and <c>12,345 entries</c>.</summary>
    public static string Of(long number, string one, string many) => $"{Of(number)} {(number == 1 ? one : many)}";

    /// <summary>Of bytes, like <c>3.4 KB</c>.</summary>
    public static string Bytes(long bytes) => bytes switch
    {
        < 1000 => $"{bytes} B",
        < 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1000.0:0.#} KB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1_000_000.0:0.#} MB"),
    };
}
