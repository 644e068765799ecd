using System.Text;

namespace Auditor.Ledger.Tests;

public sealed class SignedNoteTests
{
    private const string RekorKey =
        "rekor.sigstore.dev+c0d23d6a+AjBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABNhtmPtrWm3U1eQXBogSMdGvXwBcK5AW5i0hrZLOC96l+smGNM7nwZ4QvFK/4sueRoVj//QP22Ni4Qt9DPfkWLc=";

    private const string RekorNote =
        "Rekor\n798034\nf+7CoKgXKE/tNys9TTXcr/ad6U/K3xvznmzew9y6SP0=\n\n— rekor.sigstore.dev wNI9ajBEAiARInWIWyCdyG27CO6LPnPekyw20qO0YJfoaPaowGp/XgIgc+qEHS3+GKVClgqq20uDLet7MCoTURUCRdxwWBHHufk=\n";

    private const string PixelKey =
        "pixel6_transparency_log+91c16e30+AjBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABN+4x0Jk1yTwvLFI9A4NDdGZcX0aiWVdWM5XJVy0M4VWD3AvyW5Q6Hs9A0mcDkpUoYgn+KKPNzFC0H3nN3q6JQ8=";

    private const string PixelNote =
        "DEFAULT\n10\nbsWRucJU5xJPHb5eBdOm6+DM+VelCZBuvtI3sHERJ9Y=\n\n— pixel6_transparency_log kcFuMDBFAiEAhqMAP8P6qf6QxtUJhzMhbN+MbZ9dwfUHzGQJmffJHtoCIGD0cNe47dHWBoPwYdgBCepB06/+g5O1FmYjXl06owL4\n";

    /// <summary>An example of C2SP signed-note; its key is Ed25519, which is not ours to check.</summary>
    private const string SpecificationNote =
        "This is an example message.\n\n— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n";

    /// <summary>Keys and notes of public logs, as github.com/transparency-dev/formats publishes them for ECDSA.</summary>
    [Theory]
    [InlineData(RekorKey, RekorNote)]
    [InlineData(PixelKey, PixelNote)]
    public void Notes_of_public_logs_verify_and_read_back(string key, string note)
    {
        NoteVerifierKey verifier = NoteVerifierKey.Parse(key);
        SignedNote read = Parse(note);

        Assert.Equal(key, verifier.ToString());
        Assert.Equal(note, read.ToString());
        Assert.Equal(NoteVerdict.Trusted, read.Verify(verifier));
        Assert.Equal(NoteVerdict.Forged, Parse(note.Replace("\n\n", "\n\n\n", StringComparison.Ordinal)).Verify(verifier));
        Assert.Equal(NoteVerdict.NotSigned, read.Verify(NoteSignerKey.Generate(verifier.Name).Verifier));
    }

    [Fact]
    public void The_specification_s_example_is_read_and_its_unknown_signature_ignored()
    {
        SignedNote note = Parse(SpecificationNote);

        Assert.Equal("This is an example message.\n", note.Text);
        Assert.Equal(("example.com/foo", 0x530d903au, 64), (note.Signatures[0].Name, note.Signatures[0].KeyId, note.Signatures[0].Bytes.Length));
        Assert.Equal(NoteVerdict.NotSigned, note.Verify(NoteVerifierKey.Parse(RekorKey)));
        Assert.Throws<LedgerFormatException>(() => NoteVerifierKey.Parse("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"));
    }

    [Fact]
    public void A_text_may_have_empty_lines_and_several_signatures()
    {
        NoteSignerKey first = NoteSignerKey.Generate("log.example/a");
        NoteSignerKey second = NoteSignerKey.Generate("log.example/b");
        SignedNote note = Parse(SignedNote.Sign("ed è\n\nsubito sera.\n", first, second).ToString());

        Assert.Equal("ed è\n\nsubito sera.\n", note.Text);
        Assert.Equal(NoteVerdict.Trusted, note.Verify(first.Verifier));
        Assert.Equal(NoteVerdict.Trusted, note.Verify(second.Verifier));
        Assert.Equal(NoteVerdict.Trusted, note.Verify(first.Verifier, second.Verifier));
        Assert.Equal(NoteVerdict.NotSigned, note.Verify());
    }

    [Fact]
    public void One_forged_signature_among_good_ones_rejects_the_note()
    {
        NoteSignerKey first = NoteSignerKey.Generate("log.example/a");
        NoteSignerKey second = NoteSignerKey.Generate("log.example/b");
        string line = SignedNote.Sign("other\n", second).ToString().Split('\n')[2];
        SignedNote note = Parse(SignedNote.Sign("text\n", first).ToString() + line + "\n");

        Assert.Equal(NoteVerdict.Trusted, note.Verify(first.Verifier));
        Assert.Equal(NoteVerdict.Forged, note.Verify(first.Verifier, second.Verifier));
    }

    [Fact]
    public void Any_changed_bit_of_a_note_is_noticed()
    {
        NoteSignerKey key = NoteSignerKey.Generate("log.example/a");
        byte[] note = SignedNote.Sign("log.example/a\n7\nroot\n", key).ToBytes();
        for (int bit = 0; bit < note.Length * 8; bit++)
        {
            byte[] changed = [.. note];
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.NotEqual(NoteVerdict.Trusted, VerdictOf(changed, key.Verifier));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("text\n")]
    [InlineData("text\n\n")]
    [InlineData("text\n\n— a AAAAAAE=")]
    [InlineData("text\n\n- a AAAAAAE=\n")]
    [InlineData("text\n\n—a AAAAAAE=\n")]
    [InlineData("text\n\n—  AAAAAAE=\n")]
    [InlineData("text\n\n— a  AAAAAAE=\n")]
    [InlineData("text\n\n— a AAAAAAE= \n")]
    [InlineData("text\n\n— a+b AAAAAAE=\n")]
    [InlineData("text\n\n— a\u00a0b AAAAAAE=\n")]
    [InlineData("text\n\n— a AAAAAA==\n")]
    [InlineData("text\n\n— a AAAAAAF=\n")]
    [InlineData("text\n\n— a AAAAAAE\n")]
    [InlineData("text\n\n— a ____AAE=\n")]
    [InlineData("te\txt\n\n— a AAAAAAE=\n")]
    [InlineData("text\r\n\n— a AAAAAAE=\n")]
    [InlineData("text\n\n— a AAAAAAE=\r\n")]
    public void What_is_no_note_is_refused(string note) => Assert.Throws<LedgerFormatException>(() => Parse(note));

    [Fact]
    public void Bytes_that_are_no_UTF_8_and_notes_beyond_the_limits_are_refused()
    {
        string lines = string.Concat(Enumerable.Repeat("— a AAAAAAE=\n", SignedNote.MostSignatures));

        Assert.Equal(SignedNote.MostSignatures, Parse("text\n\n" + lines).Signatures.Count);
        Assert.Throws<LedgerFormatException>(() => Parse("text\n\n" + lines + "— a AAAAAAE=\n"));
        Assert.Throws<LedgerFormatException>(() => Parse(new string('a', SignedNote.MostBytes) + "\n\n— a AAAAAAE=\n"));
        Assert.Throws<LedgerFormatException>(() => SignedNote.Parse([0xFF, .. Encoding.UTF8.GetBytes("\n\n— a AAAAAAE=\n")]));
    }

    [Fact]
    public void What_may_not_be_in_a_note_is_not_signed()
    {
        NoteSignerKey key = NoteSignerKey.Generate("log.example/a");

        Assert.Throws<LedgerFormatException>(() => SignedNote.Sign("no newline", key));
        Assert.Throws<LedgerFormatException>(() => SignedNote.Sign("a\tb\n", key));
        Assert.Throws<LedgerFormatException>(() => SignedNote.Sign("\ud800\n", key));
        Assert.Throws<ArgumentException>(() => SignedNote.Sign("text\n"));
        Assert.Equal("\ufffd\n", SignedNote.Sign("\ufffd\n", key).Text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a+b")]
    [InlineData("a\u2003b")]
    [InlineData("a\nb")]
    public void Names_that_a_note_cannot_carry_are_refused(string name) => Assert.Throws<LedgerFormatException>(() => NoteSignerKey.Generate(name));

    [Fact]
    public void Keys_read_back_from_their_texts_and_from_PKCS_8()
    {
        NoteSignerKey key = NoteSignerKey.Generate("log.example/a");
        string text = key.ExportText();

        Assert.Equal(text, NoteSignerKey.Parse(text).ExportText());
        Assert.Equal(key.Verifier.ToString(), NoteVerifierKey.Parse(key.Verifier.ToString()).ToString());
        Assert.Equal(key.Verifier.ToString(), key.ToString());
        Assert.Equal(91, key.Verifier.SubjectPublicKeyInfo.Length);
        Assert.Equal(NoteVerdict.Trusted, SignedNote.Sign("x\n", NoteSignerKey.Parse(text)).Verify(key.Verifier));
    }

    [Theory]
    [InlineData("rekor.sigstore.dev+c0d23d6a")]
    [InlineData("rekor.sigstore.dev+c0d23d6b+AjBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABNhtmPtrWm3U1eQXBogSMdGvXwBcK5AW5i0hrZLOC96l+smGNM7nwZ4QvFK/4sueRoVj//QP22Ni4Qt9DPfkWLc=")]
    [InlineData("rekor.sigstore.dev+C0D23D6A+AjBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABNhtmPtrWm3U1eQXBogSMdGvXwBcK5AW5i0hrZLOC96l+smGNM7nwZ4QvFK/4sueRoVj//QP22Ni4Qt9DPfkWLc=")]
    [InlineData("rekor.sigstore.dev+c0d23d6a+AjBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABNhtmPtrWm3U1eQXBogSMdGvXwBcK5AW5i0hrZLOC96l+smGNM7nwZ4QvFK/4sueRoVj//QP22Ni4Qt9DPfkWLY=")]
    [InlineData("rekor.sigstore.dev+12345678+AwEB")]
    [InlineData("rekor.sigstore.dev+12345678+AgEB")]
    [InlineData("rekor.sigstore.dev+12345678+THIS_IS_NOT_BASE64!")]
    public void What_is_no_verifier_key_is_refused(string text) => Assert.Throws<LedgerFormatException>(() => NoteVerifierKey.Parse(text));

    [Fact]
    public void Keys_on_other_curves_are_refused()
    {
        using var other = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP384);

        Assert.Throws<LedgerFormatException>(() => NoteVerifierKey.FromSubjectPublicKeyInfo("a", other.ExportSubjectPublicKeyInfo()));
        Assert.Throws<LedgerFormatException>(() => NoteSignerKey.FromPkcs8("a", other.ExportPkcs8PrivateKey()));
        Assert.Throws<LedgerFormatException>(() => NoteSignerKey.FromPkcs8("a", [1, 2, 3]));
    }

    [Fact]
    public void What_is_no_signer_key_is_refused_without_repeating_it()
    {
        string text = NoteSignerKey.Generate("a").ExportText();
        string secret = text[^60..];
        foreach (string wrong in new[] { text[..^4], text + "!", text.Replace("PRIVATE", "PUBLIC", StringComparison.Ordinal), "PRIVATE+KEY+a+00000000" + text[text.LastIndexOf("+A", StringComparison.Ordinal)..] })
        {
            var refused = Assert.Throws<LedgerFormatException>(() => NoteSignerKey.Parse(wrong));
            Assert.DoesNotContain(secret[..20], refused.ToString(), StringComparison.Ordinal);
        }
    }

    private static SignedNote Parse(string note) => SignedNote.Parse(Encoding.UTF8.GetBytes(note));

    private static NoteVerdict VerdictOf(byte[] note, NoteVerifierKey key)
    {
        try
        {
            return SignedNote.Parse(note).Verify(key);
        }
        catch (LedgerFormatException)
        {
            return NoteVerdict.NotSigned;
        }
    }
}
