using Auditor.Contracts;

namespace Auditor.Storage.Tests;

/// <summary>What <see cref="IAccessStore"/> promises. Every store passes it.</summary>
public abstract class AccessStoreContract : StoreContract<IAccessStore>
{
    [Fact]
    public async Task A_key_comes_back_as_it_was_also_after_reopening()
    {
        ApiKey key = Key(0);
        Assert.True(await (await OpenAsync()).SaveKeyAsync(key, Told(), Cancellation));

        ApiKey? found = await (await ReopenAsync()).FindKeyAsync(key.KeyId, Cancellation);

        Assert.Equal(key with { Roles = [] }, found! with { Roles = [] });
        Assert.Equal(key.Roles, found.Roles);
    }

    [Fact]
    public async Task What_is_not_there_is_not_found()
    {
        IAccessStore store = await OpenAsync();

        Assert.Null(await store.FindKeyAsync("0000000000000000", Cancellation));
        Assert.Null(await store.FindAccountAsync(Guid.NewGuid(), Cancellation));
        Assert.Null(await store.FindAccountAsync("nobody", Cancellation));
        Assert.Null(await store.FindSessionAsync(Hash('1'), Cancellation));
        Assert.Null(await store.TakeLinkAsync(Hash('1'), Cancellation));
        Assert.False(await store.EndSessionAsync(Hash('1'), Told(), Cancellation));
        Assert.Empty(await store.UntoldAsync(10, Cancellation));
    }

    [Fact]
    public async Task Keys_are_listed_latest_first_with_when_they_were_used()
    {
        IAccessStore store = await OpenAsync();
        ApiKey[] keys = [Key(0), Key(1), Key(2)];
        foreach (ApiKey key in keys)
        {
            await store.SaveKeyAsync(key, Told(), Cancellation);
        }

        await store.TouchKeyAsync(keys[1].KeyId, Entries.Noon.AddHours(2), Cancellation);
        await store.TouchKeyAsync(keys[1].KeyId, Entries.Noon.AddHours(1), Cancellation);

        IReadOnlyList<ApiKey> list = await store.ListKeysAsync(Cancellation);
        Assert.Equal([keys[2].KeyId, keys[1].KeyId, keys[0].KeyId], list.Select(key => key.KeyId));
        Assert.Equal([null, Entries.Noon.AddHours(2), null], list.Select(key => key.LastUsedAt));
    }

    [Fact]
    public async Task A_change_needs_the_version_before_it_and_keeps_when_the_key_was_used()
    {
        IAccessStore store = await OpenAsync();
        ApiKey key = Key(0);
        await store.SaveKeyAsync(key, Told(), Cancellation);
        await store.TouchKeyAsync(key.KeyId, Entries.Noon, Cancellation);
        ApiKey revoked = key with { RevokedAt = Entries.Noon, RevokedBy = "Anna", Version = 2 };

        Assert.False(await store.SaveKeyAsync(key, Told(), Cancellation));
        Assert.False(await store.SaveKeyAsync(revoked with { Version = 3 }, Told(), Cancellation));
        Assert.False(await store.SaveKeyAsync(revoked with { KeyId = "ffffffffffffffff" }, Told(), Cancellation));
        Assert.True(await store.SaveKeyAsync(revoked, Told(), Cancellation));
        Assert.False(await store.SaveKeyAsync(revoked with { RevokedBy = "Ben" }, Told(), Cancellation));

        ApiKey? found = await store.FindKeyAsync(key.KeyId, Cancellation);
        Assert.Equal(("Anna", Entries.Noon), (found!.RevokedBy, found.LastUsedAt));
        // Only what was stored is told of.
        Assert.Equal(2, (await store.UntoldAsync(10, Cancellation)).Count);
    }

    [Fact]
    public async Task A_name_is_taken_once_whatever_its_case()
    {
        IAccessStore store = await OpenAsync();
        Account anna = Person("Anna Ößt");

        Assert.True(await store.SaveAccountAsync(anna, Told(), Cancellation));
        Assert.False(await store.SaveAccountAsync(Person("anna ößT"), Told(), Cancellation));

        Assert.Equal(anna.AccountId, (await store.FindAccountAsync("ANNA Ößt", Cancellation))!.AccountId);
        Assert.Equal(anna.PasswordHash, (await store.FindAccountAsync(anna.AccountId, Cancellation))!.PasswordHash);
        Assert.Single(await store.UntoldAsync(10, Cancellation));
    }

    [Fact]
    public async Task Accounts_are_listed_by_name_and_changed_by_version()
    {
        IAccessStore store = await OpenAsync();
        Account[] people = [Person("carl"), Person("Anna"), Person("ben")];
        foreach (Account person in people)
        {
            await store.SaveAccountAsync(person, Told(), Cancellation);
        }

        Account changed = people[0] with { DisabledAt = Entries.Noon, SessionsEndedAt = Entries.Noon.AddTicks(1), Version = 2 };
        Assert.True(await store.SaveAccountAsync(changed, Told(), Cancellation));
        Assert.False(await store.SaveAccountAsync(changed, Told(), Cancellation));

        Assert.Equal(["Anna", "ben", "carl"], (await store.ListAccountsAsync(Cancellation)).Select(account => account.Name));
        Assert.Equal(Entries.Noon.AddTicks(1), (await store.FindAccountAsync("carl", Cancellation))!.SessionsEndedAt);
    }

    [Fact]
    public async Task A_session_is_seen_ends_once_and_is_gone()
    {
        IAccessStore store = await OpenAsync();
        AccessSession session = Session('a', Entries.Noon.AddHours(12));
        await store.AddSessionAsync(session, Told(), Cancellation);
        await store.TouchSessionAsync(session.TokenHash, Entries.Noon.AddMinutes(5), Cancellation);
        await store.TouchSessionAsync(session.TokenHash, Entries.Noon.AddMinutes(3), Cancellation);

        Assert.Equal(session with { LastSeenAt = Entries.Noon.AddMinutes(5) }, await store.FindSessionAsync(session.TokenHash, Cancellation));
        Assert.True(await store.EndSessionAsync(session.TokenHash, Told(), Cancellation));
        Assert.False(await store.EndSessionAsync(session.TokenHash, Told(), Cancellation));
        Assert.Null(await store.FindSessionAsync(session.TokenHash, Cancellation));
        Assert.Equal(2, (await store.UntoldAsync(10, Cancellation)).Count);
    }

    [Fact]
    public async Task Of_all_who_take_a_link_one_gets_it()
    {
        IAccessStore[] stores = [await OpenAsync(), await OpenAsync()];
        var link = new SignInLink { TokenHash = Hash('b'), AccountId = Guid.CreateVersion7(), ExpiresAt = Entries.Noon };
        await stores[0].AddLinkAsync(link, Told(), Cancellation);

        SignInLink?[] taken = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Task.Run(() => stores[i % 2].TakeLinkAsync(link.TokenHash, Cancellation))));

        Assert.Equal(link, Assert.Single(taken, got => got is not null));
    }

    [Fact]
    public async Task Of_all_who_change_a_key_at_once_one_does()
    {
        IAccessStore[] stores = [await OpenAsync(), await OpenAsync()];
        ApiKey key = Key(0);
        await stores[0].SaveKeyAsync(key, Told(), Cancellation);

        bool[] saved = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Task.Run(() => stores[i % 2].SaveKeyAsync(
            key with { RevokedAt = Entries.Noon, RevokedBy = $"number {i}", Version = 2 }, Told(), Cancellation))));

        Assert.Equal(1, saved.Count(done => done));
        Assert.Equal($"number {Array.IndexOf(saved, true)}", (await stores[1].FindKeyAsync(key.KeyId, Cancellation))!.RevokedBy);
        Assert.Equal(2, (await stores[1].UntoldAsync(100, Cancellation)).Count);
    }

    [Fact]
    public async Task What_expired_is_removed_and_what_it_told_is_kept()
    {
        IAccessStore store = await OpenAsync();
        await store.AddSessionAsync(Session('a', Entries.Noon), Told(), Cancellation);
        await store.AddSessionAsync(Session('b', Entries.Noon.AddHours(1)), Told(), Cancellation);
        await store.AddLinkAsync(new SignInLink { TokenHash = Hash('c'), ExpiresAt = Entries.Noon }, Told(), Cancellation);
        await TellAllAsync(store, 3);

        await store.RemoveExpiredAsync(Entries.Noon.AddMinutes(1), Cancellation);

        Assert.Null(await store.FindSessionAsync(Hash('a'), Cancellation));
        Assert.NotNull(await store.FindSessionAsync(Hash('b'), Cancellation));
        Assert.Null(await store.TakeLinkAsync(Hash('c'), Cancellation));
    }

    [Fact]
    public async Task What_is_to_be_told_comes_oldest_first_until_it_is_marked_also_after_reopening()
    {
        IAccessStore store = await OpenAsync();
        AuditEntry[] told = [.. Enumerable.Range(0, 5).Select(i => Told() with { ResourceName = "number " + i, OccurredAt = Entries.Noon.AddTicks(i) })];
        for (int i = 0; i < told.Length; i++)
        {
            await store.SaveKeyAsync(Key(i), told[i], Cancellation);
        }

        Assert.Equal([told[0].EntryId, told[1].EntryId], (await store.UntoldAsync(2, Cancellation)).Select(entry => entry.EntryId));
        await store.MarkToldAsync(told[0].EntryId, Cancellation);
        await store.MarkToldAsync(told[0].EntryId, Cancellation);
        await store.MarkToldAsync(Guid.NewGuid(), Cancellation);

        IReadOnlyList<AuditEntry> left = await (await ReopenAsync()).UntoldAsync(10, Cancellation);
        Assert.Equal(told.Skip(1).Select(entry => entry.ResourceName), left.Select(entry => entry.ResourceName));
        Assert.Equal(told[1].NewState, left[0].NewState);
    }

    [Fact]
    public async Task A_cancelled_call_throws()
    {
        IAccessStore store = await OpenAsync();
        var cancelled = new CancellationToken(canceled: true);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => store.SaveKeyAsync(Key(0), Told(), cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => store.ListKeysAsync(cancelled));
        Assert.Empty(await store.ListKeysAsync(Cancellation));
    }

    private static async Task TellAllAsync(IAccessStore store, int expected)
    {
        IReadOnlyList<AuditEntry> untold = await store.UntoldAsync(100, Cancellation);
        Assert.Equal(expected, untold.Count);
        foreach (AuditEntry entry in untold)
        {
            await store.MarkToldAsync(entry.EntryId, Cancellation);
        }
    }

    private static string Hash(char digit) => new(digit, 64);

    private static AuditEntry Told() => new()
    {
        EntryId = Guid.CreateVersion7(),
        AuditableResource = AuditableResources.ApiKey,
        AuditableAction = AuditableActions.Create,
        OccurredAt = Entries.Noon,
        NewState = new JsonText("""{"name":"é – 🎥"}"""),
    };

    private static ApiKey Key(int minutes) => new()
    {
        KeyId = Guid.NewGuid().ToString("n")[..16],
        Name = "siem – 🎥",
        Roles = [AccessRoles.Auditor, AccessRoles.Reporter],
        SecretHash = Hash('f'),
        CreatedAt = Entries.Noon.AddMinutes(minutes).AddTicks(7),
        CreatedBy = "Anna",
        ExpiresAt = Entries.Noon.AddDays(90),
        Version = 1,
    };

    private static Account Person(string name) => new()
    {
        AccountId = Guid.CreateVersion7(),
        Name = name,
        DisplayName = name,
        Roles = [AccessRoles.Auditor],
        PasswordHash = "AQAAAA==",
        CreatedAt = Entries.Noon,
        Version = 1,
    };

    private static AccessSession Session(char digit, DateTimeOffset expiresAt) => new()
    {
        TokenHash = Hash(digit),
        AccountId = Guid.CreateVersion7(),
        StartedAt = Entries.Noon,
        LastSeenAt = Entries.Noon,
        ExpiresAt = expiresAt,
    };
}
