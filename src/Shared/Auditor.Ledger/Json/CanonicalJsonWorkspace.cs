using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Auditor.Ledger;

/// <summary>
/// One pass over the text that writes canonical values as they come, remembers where the members of the open objects lie,
/// and puts those of an object that were not in order into order when it closes. Its buffers are kept for the next value.
/// </summary>
internal sealed partial class CanonicalJsonWorkspace
{
    private const int KeptBytes = 1 << 20;

    [ThreadStatic]
    private static CanonicalJsonWorkspace? current;

    private readonly Frame[] _open = new Frame[CanonicalJson.DeepestNesting + 1];
    private int _depth;

    private Member[] _members = new Member[64];
    private int _memberCount;

    /// <summary>Unescaped names of the members of the open objects, one after the other.</summary>
    private byte[] _names = new byte[1024];
    private int _namesLength;

    private byte[] _output = new byte[4096];
    private int _length;

    private byte[] _scratch = new byte[4096];

    /// <summary>The workspace must not be kept: what it returns is overwritten by the thread's next use.</summary>
    public static CanonicalJsonWorkspace OfThisThread()
    {
        if (current is null || current._output.Length > KeptBytes || current._scratch.Length > KeptBytes)
        {
            current = new CanonicalJsonWorkspace();
        }

        return current;
    }

    /// <summary>Returns the canonical bytes, valid until the next run.</summary>
    /// <param name="utf8">One JSON value.</param>
    /// <param name="omitted">A member of the outermost object that is left out, by its name; empty for none.</param>
    /// <exception cref="LedgerFormatException">No JSON, or not I-JSON.</exception>
    public ReadOnlySpan<byte> Run(ReadOnlySpan<byte> utf8, ReadOnlySpan<byte> omitted)
    {
        // The reader does not look into strings, and unescaped ones are copied as they are.
        if (!Utf8.IsValid(utf8))
        {
            throw new LedgerFormatException("The text is not valid UTF-8.");
        }

        _depth = 0;
        _memberCount = 0;
        _namesLength = 0;
        _length = 0;
        _open[0] = new Frame { IsArray = true };
        try
        {
            var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = CanonicalJson.DeepestNesting });
            while (reader.Read())
            {
                Take(ref reader, omitted);
            }
        }
        catch (JsonException problem)
        {
            throw new LedgerFormatException("The text is not JSON: " + problem.Message, problem);
        }

        return _output.AsSpan(0, _length);
    }

    private void Take(ref Utf8JsonReader reader, ReadOnlySpan<byte> omitted)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.PropertyName:
                BeginMember(ref reader);
                break;
            case JsonTokenType.StartObject:
                Open(isArray: false);
                break;
            case JsonTokenType.StartArray:
                Open(isArray: true);
                break;
            case JsonTokenType.EndObject:
                CloseObject(_depth == 1 ? omitted : []);
                break;
            case JsonTokenType.EndArray:
                Append((byte)']');
                _depth--;
                EndValue();
                break;
            case JsonTokenType.String:
                BeginValue();
                AppendString(ref reader);
                EndValue();
                break;
            case JsonTokenType.Number:
                BeginValue();
                AppendNumber(reader.ValueSpan);
                EndValue();
                break;
            default:
                BeginValue();
                Append(reader.ValueSpan);
                EndValue();
                break;
        }
    }

    private void Open(bool isArray)
    {
        BeginValue();
        Append(isArray ? (byte)'[' : (byte)'{');
        _open[++_depth] = new Frame { IsArray = isArray, FirstMember = _memberCount, NamesStart = _namesLength, InOrder = true };
    }

    private void BeginValue()
    {
        ref Frame frame = ref _open[_depth];
        if (frame.IsArray && frame.HasValues)
        {
            Append((byte)',');
        }

        frame.HasValues = true;
    }

    private void EndValue()
    {
        if (!_open[_depth].IsArray)
        {
            _members[_memberCount - 1].End = _length;
        }
    }

    private void BeginMember(ref Utf8JsonReader reader)
    {
        ref Frame frame = ref _open[_depth];
        if (_memberCount > frame.FirstMember)
        {
            Append((byte)',');
        }

        int nameStart = _namesLength;
        int start = _length;
        AppendString(ref reader, isName: true);
        Append((byte)':');

        if (_memberCount == _members.Length)
        {
            Array.Resize(ref _members, 2 * _memberCount);
        }

        _members[_memberCount] = new Member { NameStart = nameStart, NameLength = _namesLength - nameStart, Start = start };
        if (frame.InOrder && _memberCount > frame.FirstMember)
        {
            frame.InOrder = MemberName.Compare(NameOf(_members[_memberCount - 1]), NameOf(_members[_memberCount])) < 0;
        }

        _memberCount++;
    }

    private ReadOnlySpan<byte> NameOf(in Member member) => _names.AsSpan(member.NameStart, member.NameLength);

    private void AppendString(ref Utf8JsonReader reader, bool isName = false)
    {
        ReadOnlySpan<byte> raw = reader.ValueSpan;
        if (!reader.ValueIsEscaped)
        {
            // Nothing that RFC 8785 escapes may stand unescaped in JSON, so that it is canonical as it is.
            Ensure(raw.Length + 2);
            _output[_length++] = (byte)'"';
            raw.CopyTo(_output.AsSpan(_length));
            _length += raw.Length;
            _output[_length++] = (byte)'"';
            KeepName(raw, isName);
            return;
        }

        GrowTo(ref _scratch, raw.Length, used: 0);
        ReadOnlySpan<byte> text = Unescape(ref reader);
        AppendEscaped(text);
        KeepName(text, isName);
    }

    private ReadOnlySpan<byte> Unescape(ref Utf8JsonReader reader)
    {
        try
        {
            return _scratch.AsSpan(0, reader.CopyString(_scratch));
        }
        catch (InvalidOperationException problem)
        {
            throw new LedgerFormatException(
                string.Create(CultureInfo.InvariantCulture, $"The string at byte {reader.TokenStartIndex} has half of a surrogate pair."), problem);
        }
    }

    private void KeepName(ReadOnlySpan<byte> name, bool isName)
    {
        if (isName)
        {
            GrowTo(ref _names, _namesLength + name.Length, _namesLength);
            name.CopyTo(_names.AsSpan(_namesLength));
            _namesLength += name.Length;
        }
    }

    private void AppendEscaped(ReadOnlySpan<byte> text)
    {
        const int longestEscape = 6;
        Ensure((text.Length * longestEscape) + 2);
        _output[_length++] = (byte)'"';
        foreach (byte b in text)
        {
            if (b >= 0x20 && b != (byte)'"' && b != (byte)'\\')
            {
                _output[_length++] = b;
                continue;
            }

            _output[_length++] = (byte)'\\';
            ReadOnlySpan<byte> escape = b switch
            {
                (byte)'"' => "\""u8,
                (byte)'\\' => "\\"u8,
                (byte)'\b' => "b"u8,
                (byte)'\f' => "f"u8,
                (byte)'\n' => "n"u8,
                (byte)'\r' => "r"u8,
                (byte)'\t' => "t"u8,
                _ => [(byte)'u', (byte)'0', (byte)'0', (byte)('0' + (b >> 4)), "0123456789abcdef"u8[b & 0xF]],
            };
            escape.CopyTo(_output.AsSpan(_length));
            _length += escape.Length;
        }

        _output[_length++] = (byte)'"';
    }

    private void AppendNumber(ReadOnlySpan<byte> text)
    {
        // Whole numbers of up to 15 digits are exact in a double and canonical as they are; minus zero is neither.
        const int alwaysExact = 15;
        if (text.Length <= alwaysExact && text[0] != (byte)'-' && !text.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
        {
            Append(text);
            return;
        }

        double value = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        if (!double.IsFinite(value))
        {
            throw new LedgerFormatException($"The number {Encoding.ASCII.GetString(text)} is beyond the range of a double.");
        }

        Ensure(EcmaScriptNumber.LongestBytes);
        _length += EcmaScriptNumber.Format(value, _output.AsSpan(_length));
    }
}
