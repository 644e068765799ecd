using System.Text;

namespace Auditor.Storage;

/// <summary>
/// Texts that come again and again, made once each. Its places are few and fixed: a text that comes to a place that is taken by another one
/// takes it over, so that it never grows.
/// </summary>
internal sealed class Utf8Texts
{
    private const int Places = 4096;

    private readonly (byte[] Utf8, string Text)[] _places = new (byte[], string)[Places];

    public string Of(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IsEmpty)
        {
            return "";
        }

        var hash = new HashCode();
        hash.AddBytes(utf8);
        ref (byte[] Utf8, string Text) place = ref _places[hash.ToHashCode() & (Places - 1)];
        if (place.Utf8 is null || !utf8.SequenceEqual(place.Utf8))
        {
            place = (utf8.ToArray(), Encoding.UTF8.GetString(utf8));
        }

        return place.Text;
    }
}
