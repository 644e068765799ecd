using System.Text;
using Auditor.Contracts;
using Auditor.Plugin.Core.Policies;
using Auditor.Plugin.Core.Tests.Fakes;

namespace Auditor.Plugin.Core.Tests.Policies;

public sealed class PolicyCacheTests : KeptPolicy
{
    [Fact]
    public async Task A_start_without_a_network_goes_by_the_policy_on_the_disk()
    {
        await Remember("anna", Policy(3, "A"));
        PolicyKeeper offline = Start("anna");
        await offline.CacheRead;

        Assert.True(offline.Known);
        Assert.Equal(3, offline.Book.Revision);
        Assert.Equal("A", offline.Rules[0].Name);
        Assert.NotNull(offline.Book.Decide(new ActivityObserved { Kind = ActivityKinds.PlaybackEntered }).Prompt);
        Assert.Empty(Log.Errors);
    }

    [Theory]
    [InlineData("bob", "Harbour")]
    [InlineData("anna", "Airport")]
    public async Task The_policy_of_another_operator_or_site_is_never_used(string user, string site)
    {
        await Remember("anna", Policy(3, "A"));
        PolicyKeeper other = Start(user, site);
        await other.CacheRead;
        Assert.False(other.Known);

        // Not even when its file is put in the place of the right one.
        string file = Assert.Single(Directory.GetFiles(Folder));
        Answer(Policy(9, "own"));
        await Fetch(Link.Asked + 1);
        await Wait.Until(() => Directory.GetFiles(Folder, "*.cache").Length == 2);
        File.Copy(file, Directory.GetFiles(Folder, "*.cache").Single(one => one != file), overwrite: true);
        PolicyKeeper again = Start(user, site);
        await again.CacheRead;

        Assert.False(again.Known);
        Assert.Single(Log.Errors);
    }

    [Theory]
    [InlineData("cut")]
    [InlineData("changed")]
    [InlineData("empty")]
    [InlineData("other user")]
    [InlineData("other protection")]
    public async Task A_file_that_cannot_be_read_counts_as_none(string how)
    {
        await Remember("anna", Policy(3, "A"));
        string file = Assert.Single(Directory.GetFiles(Folder));
        byte[] content = await File.ReadAllBytesAsync(file);
        content[^20] ^= 1;
        await File.WriteAllBytesAsync(file, how switch
        {
            "cut" => content[..^10],
            "empty" => [],
            "changed" => content,
            _ => [.. content[..^20], (byte)(content[^20] ^ 1), .. content[^19..]],
        });
        PolicyKeeper keeper = Start("anna", protection: how switch
        {
            "other user" => new XorProtection(key: 0x11),
            "other protection" => new XorProtection("none"),
            _ => new XorProtection(),
        });
        await keeper.CacheRead;

        Assert.False(keeper.Known);
        Assert.Single(Log.Errors);
        Assert.Equal(PolicyUnknown.FailClosed, keeper.WhenUnknown);
    }

    [Fact]
    public async Task What_is_on_the_disk_is_protected_and_replaced_whole()
    {
        await Remember("anna", Policy(3, "Vault at night"));
        await Remember("anna", Policy(4, "Vault at day"));

        string file = Assert.Single(Directory.GetFiles(Folder));
        string content = Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file));
        Assert.StartsWith("auditor-policy 1 xor\n", content, StringComparison.Ordinal);
        Assert.DoesNotContain("Vault", content, StringComparison.Ordinal);
        Assert.DoesNotContain("anna", file, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_disk_that_takes_nothing_is_told_in_theLog_and_hinders_nobody()
    {
        await File.WriteAllTextAsync(Folder, "a file where the folder should be");
        Answer(Policy(3, "A"));
        PolicyKeeper keeper = Start("anna");
        await Fetch(1);
        await Wait.Until(() => keeper.Known && !Log.Errors.IsEmpty);
        File.Delete(Folder);

        Assert.Equal("A", keeper.Rules[0].Name);
    }

    /// <summary>A client that fetched this policy and ended.</summary>
    private async Task Remember(string user, OperatorPolicy policy)
    {
        Answer(policy);
        PolicyKeeper keeper = Start(user);
        await Fetch(Link.Asked + 1);
        await Wait.Until(() => keeper.Book.Revision == policy.Revision);
        await Rested();
        keeper.Dispose();
        Link.Answer = _ => Task.FromException<byte[]>(new TimeoutException("Nobody answered."));
    }
}
