using Auditor.AuditWriter.Access;
using Auditor.Storage;

namespace Auditor.AuditWriter.Tests.Access;

public sealed class PasswordsTests : IDisposable
{
    private readonly Passwords _passwords = new();

    public void Dispose() => _passwords.Dispose();

    [Fact]
    public async Task A_password_is_its_own_and_no_other()
    {
        var account = new Account();
        string hash = await _passwords.HashAsync(account, "correct horse battery", default);
        account = new Account { PasswordHash = hash };

        Assert.True(await _passwords.MatchesAsync(account, "correct horse battery", default));
        Assert.False(await _passwords.MatchesAsync(account, "Correct horse battery", default));
        Assert.False(await _passwords.MatchesAsync(new Account(), "correct horse battery", default));
        Assert.False(await _passwords.MatchesAsync(account: null, "correct horse battery", default));
    }

    /// <summary>Then a name that nobody has is checked with the same work: one that the hasher cannot read is refused at once.</summary>
    [Fact]
    public async Task What_an_unknown_name_is_checked_against_asks_for_the_same_work()
    {
        byte[] real = Convert.FromBase64String(await _passwords.HashAsync(new Account(), "correct horse battery", default));
        byte[] nobodys = Convert.FromBase64String(Passwords.NobodysHash);

        // Version, function, iterations and length of the salt; then the salt and the hash, by their length.
        Assert.Equal(real[..13], nobodys[..13]);
        Assert.Equal(real.Length, nobodys.Length);
    }
}
