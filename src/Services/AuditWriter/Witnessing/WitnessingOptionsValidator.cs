using Auditor.Hosting;
using Auditor.Ledger;
using Microsoft.Extensions.Options;

namespace Auditor.AuditWriter.Witnessing;

/// <summary>Each failure names the key to set.</summary>
internal sealed class WitnessingOptionsValidator(IConfiguration configuration) : IValidateOptions<WitnessingOptions>
{
    public ValidateOptionsResult Validate(string? name, WitnessingOptions options)
    {
        var failures = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (int index = 0; index < options.Witnesses.Count; index++)
        {
            WitnessTarget witness = options.Witnesses[index];
            string at = $"{WitnessingOptions.Section}:Witnesses:{index}";
            failures.AddRange(witness.Kind switch
            {
                WitnessKinds.Folder => OfFolder(witness, at),
                WitnessKinds.Url => OfUrl(witness, at),
                _ => [$"{at}:Kind is '{witness.Kind}'; it must be {WitnessKinds.Folder} or {WitnessKinds.Url}."],
            });
            if (!seen.Add(witness.Kind + witness.Target))
            {
                failures.Add($"{at}:Target is '{witness.Target}', which is there already.");
            }
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private IEnumerable<string> OfFolder(WitnessTarget witness, string at)
    {
        if (witness.Target.Length == 0)
        {
            yield return $"{at}:Target must be the path of a folder.";
        }
        else if ((Path.GetFullPath(witness.Target) + Path.DirectorySeparatorChar).StartsWith(
            Path.GetDirectoryName(configuration.StoreFile("x"))! + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            yield return $"{at}:Target is '{witness.Target}', inside the store's folder. Whoever puts back an older copy of that would put the witness back too; choose a folder elsewhere.";
        }

        if (witness.VerifierKey.Length > 0)
        {
            yield return $"{at}:VerifierKey must be empty: a folder does not cosign.";
        }
    }

    private static IEnumerable<string> OfUrl(WitnessTarget witness, string at)
    {
        if (!Uri.TryCreate(witness.Target, UriKind.Absolute, out Uri? url)
            || (url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps)
            || url.UserInfo.Length > 0
            || url.Query.Length > 0
            || url.Fragment.Length > 0)
        {
            yield return $"{at}:Target is '{witness.Target}'; it must be an http or https URL without user, query and fragment, such as https://witness.example/api/witness.";
        }

        if (witness.VerifierKey.Length > 0 && KeyProblem(witness.VerifierKey) is { } problem)
        {
            yield return $"{at}:VerifierKey is no verifier key: {problem}";
        }
    }

    private static string? KeyProblem(string key)
    {
        try
        {
            NoteVerifierKey.Parse(key);
            return null;
        }
        catch (LedgerFormatException problem)
        {
            return problem.Message;
        }
    }
}
