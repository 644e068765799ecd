using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Auditor.Contracts;
using Auditor.Hosting.Api;
using Auditor.Ledger;

namespace Auditor.AuditWriter.Changes;

/// <summary>
/// The header <c>Idempotency-Key</c>, chosen by the caller: the ids of changes that have none come from it, so that a request that is sent
/// again finds its entries there.
/// <para>
/// Ids are the first 128 bits of SHA-256 as a UUIDv8 (RFC 9562, section 5.8), over texts in UTF-8 with a zero byte after each: of a change
/// <c>change</c>, the actor type of the caller, its id (its name where it has none), the key, and the index in decimal; of the correlation
/// <c>request</c>, type, id and key likewise, and the SHA-256 of the body in canonical JSON (RFC 8785) in lower-case hexadecimal.
/// </para>
/// </summary>
internal sealed class IdempotencyKey
{
    public const string Header = "Idempotency-Key";

    private const int Longest = 200;

    private readonly string _key;
    private readonly string _identity;

    private IdempotencyKey(string key, Actor caller)
    {
        _key = key;
        _identity = $"{caller.Type}\0{caller.Id ?? caller.Name}";
    }

    /// <returns>The key, or null when there is none or it is wrong, and what is wrong with it.</returns>
    public static (IdempotencyKey? Key, FieldProblem? Problem) Read(HttpRequest request, Actor caller)
    {
        if (!request.Headers.TryGetValue(Header, out Microsoft.Extensions.Primitives.StringValues values))
        {
            return (null, null);
        }

        string key = values.Count == 1 ? values[0] ?? "" : "";
        bool usable = key.Length is > 0 and <= Longest && key.All(c => c is >= ' ' and <= '~');
        return usable
            ? (new IdempotencyKey(key, caller), null)
            : (null, new FieldProblem(Header, $"Give it once, with 1 to {Longest} printable ASCII characters."));
    }

    public Guid ChangeId(int index) => Uuid("change", index.ToString(CultureInfo.InvariantCulture));

    /// <summary>Shared by the changes of one body, so that another body under the same key is found out.</summary>
    /// <exception cref="LedgerFormatException">The body is not I-JSON.</exception>
    public Guid CorrelationId(JsonElement body) =>
        Uuid("request", Convert.ToHexStringLower(SHA256.HashData(CanonicalJson.Canonicalize(Encoding.UTF8.GetBytes(body.GetRawText())))));

    private Guid Uuid(string of, string last)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{of}\0{_identity}\0{_key}\0{last}\0"), digest);
        digest[6] = (byte)((digest[6] & 0x0F) | 0x80);
        digest[8] = (byte)((digest[8] & 0x3F) | 0x80);
        return new Guid(digest[..16], bigEndian: true);
    }
}
