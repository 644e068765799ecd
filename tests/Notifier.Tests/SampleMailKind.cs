using Auditor.Hosting.Api;
using Auditor.Notifier.Destinations;
using Auditor.Storage;

namespace Auditor.Notifier.Tests;

/// <summary>The settings of a mail server with a password, which nobody here can make.</summary>
internal sealed class SampleMailKind : IDestinationKind
{
    public string Kind => DestinationKinds.Email;

    public string SecretName => "password";

    public IEnumerable<FieldProblem> Check(Destination destination, string? secret)
    {
        if (destination.Email!.UserName is not null && secret is null)
        {
            yield return new FieldProblem("secret", "must be there with a user name.");
        }

        if (destination.Email.UserName is null && secret is not null)
        {
            yield return new FieldProblem("secret", "must not be there without a user name.");
        }
    }

    public IDestination Open(Subscription subscription, IReadOnlyList<string> secrets) => throw new NotSupportedException();
}
