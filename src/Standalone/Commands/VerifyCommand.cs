using Auditor.Ledger;
using Auditor.Standalone.Verifying;
using Auditor.Storage;

namespace Auditor.Standalone.Commands;

/// <summary>Verifies a store, a running service, a bundle or one entry against one public key (docs/verify.md). Exit 0 proven, 1 not proven, 2 could not check.</summary>
internal static class VerifyCommand
{
    private const int LargestEntry = 64 << 20;

    public static async Task<int> RunAsync(Arguments arguments)
    {
        string what = arguments.Required("What to verify (store, http, bundle or entry)");
        bool json = arguments.Flag("--json");
        string? keyText = arguments.Option("--key");
        using var stop = new CancellationTokenSource();
        ConsoleCancelEventHandler onCancel = (_, pressed) =>
        {
            pressed.Cancel = true;
            stop.Cancel();
        };
        Console.CancelKeyPress += onCancel;
        var output = new VerifyOutput(json);
        try
        {
            Func<NoteVerifierKey?, Task<VerificationReport>> verify = what switch
            {
                "store" => Store(arguments, output, stop.Token),
                "http" => Http(arguments, output, stop.Token),
                "bundle" => Bundle(arguments, output, stop.Token),
                "entry" => Entry(arguments),
                _ => throw new UsageException($"'{what}' cannot be verified; store, http, bundle and entry can."),
            };
            arguments.Finish();
            NoteVerifierKey? key = keyText is null ? null : TrustedKey.Load(keyText);
            return output.Write(await verify(key), key);
        }
        catch (SourceUnreadableException problem)
        {
            return output.Write(VerificationReport.CouldNotCheck(problem.Message), key: null);
        }
        catch (LedgerFormatException problem)
        {
            return output.Write(VerificationReport.CouldNotCheck(problem.Message), key: null);
        }
        catch (OperationCanceledException)
        {
            return output.Write(VerificationReport.CouldNotCheck("it was ended before it was through."), key: null);
        }
        finally
        {
            Console.CancelKeyPress -= onCancel;
        }
    }

    private static Func<NoteVerifierKey?, Task<VerificationReport>> Store(Arguments arguments, VerifyOutput output, CancellationToken cancellation)
    {
        string folder = arguments.Option("--data") ?? throw new UsageException("--data is missing: the folder of the store.");
        VerificationOptions options = Options(arguments, output);
        return async key =>
        {
            string file = Path.Combine(folder, "audit-log.db");
            if (!File.Exists(file))
            {
                return VerificationReport.CouldNotCheck($"there is no {file}.");
            }

            string head = Path.Combine(folder, "ledger.key.head");
            ReadOnlyMemory<byte>? signedHead = File.Exists(head) ? new ReadOnlyMemory<byte>(BoundedFile.Read(head, BoundedFile.SmallFile)) : (ReadOnlyMemory<byte>?)null;
            try
            {
                await using SqliteLedgerStore store = await SqliteLedgerStore.OpenAsync(file, cancellation);
                var source = new StoreLogSource(store, signedHead, TimeProvider.System);
                if (key is null)
                {
                    return TrustedKey.Missing(TrustedKey.SignersOf(await source.ReadCheckpointAsync(cancellation)));
                }

                VerificationReport report = await new LogVerifier(key, options).VerifyAsync(source, cancellation);
                long waiting = await store.CountUnsequencedAsync(cancellation);
                return waiting == 0
                    ? report
                    : report with { Remarks = [.. report.Remarks, $"{waiting} entries of the store wait for their position; nothing is proven of them. If nobody appends just now, the next start looks at them."] };
            }
            catch (Exception problem) when (problem is StoreUnavailableException or StoreVersionException)
            {
                return VerificationReport.CouldNotCheck(problem.Message);
            }
        };
    }

    private static Func<NoteVerifierKey?, Task<VerificationReport>> Http(Arguments arguments, VerifyOutput output, CancellationToken cancellation)
    {
        string url = arguments.Option("--url") ?? throw new UsageException("--url is missing, like http://127.0.0.1:5080/api/ledger.");
        string? apiKeyFile = arguments.Option("--api-key-file");
        VerificationOptions options = Options(arguments, output);
        if (!Uri.TryCreate(url, UriKind.Absolute, out Uri? address) || address.Scheme is not ("http" or "https"))
        {
            throw new UsageException($"--url is '{url}'; expected is an address like http://127.0.0.1:5080/api/ledger.");
        }

        return async key =>
        {
            using HttpClient client = VerifyingClient.Create(address, apiKeyFile);
            var source = new HttpLogSource(client, TimeProvider.System);
            return key is null
                ? TrustedKey.Missing(TrustedKey.Describe(await source.ReadKeyAsync(cancellation)))
                : await new LogVerifier(key, options).VerifyAsync(source, cancellation);
        };
    }

    private static Func<NoteVerifierKey?, Task<VerificationReport>> Bundle(Arguments arguments, VerifyOutput output, CancellationToken cancellation)
    {
        VerificationOptions options = Options(arguments, output);
        string file = arguments.Required("FILE, the bundle,");
        return key =>
        {
            try
            {
                using FileStream bundle = File.OpenRead(file);
                return Task.FromResult(key is null
                    ? TrustedKey.Missing(TrustedKey.Describe(BundleVerifier.ReadKey(bundle)))
                    : new BundleVerifier(key, options).Verify(bundle, cancellation));
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException)
            {
                return Task.FromResult(VerificationReport.CouldNotCheck($"{file} cannot be read: {problem.Message}"));
            }
        };
    }

    private static Func<NoteVerifierKey?, Task<VerificationReport>> Entry(Arguments arguments)
    {
        string proofFile = arguments.Option("--proof") ?? throw new UsageException("--proof is missing: the entry's .tlog-proof file.");
        string entryFile = arguments.Required("ENTRY.json, the entry,");
        return key =>
        {
            byte[] proof = BoundedFile.Read(proofFile, BoundedFile.SmallFile);
            ReadOnlySpan<byte> entry = BoundedFile.Read(entryFile, LargestEntry);
            ReadOnlySpan<byte> byteOrderMark = [0xEF, 0xBB, 0xBF];
            entry = entry.StartsWith(byteOrderMark) ? entry[byteOrderMark.Length..] : entry;
            return Task.FromResult(key is null
                ? TrustedKey.Missing(TrustedKey.SignersOf(LogProof.Parse(proof).Checkpoint.ToBytes()))
                : new EntryVerifier(key).Verify(entry, proof));
        };
    }

    private static VerificationOptions Options(Arguments arguments, VerifyOutput output)
    {
        var earlier = new List<ReadOnlyMemory<byte>>();
        while (arguments.Option("--since") is { } file)
        {
            earlier.Add(BoundedFile.Read(file, BoundedFile.SmallFile));
        }

        return new VerificationOptions { Earlier = earlier, Progress = output };
    }
}
