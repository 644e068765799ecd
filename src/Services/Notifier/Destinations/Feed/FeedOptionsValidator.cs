using Microsoft.Extensions.Options;

namespace Auditor.Notifier.Destinations.Feed;

/// <summary>What annotations cannot say.</summary>
internal sealed class FeedOptionsValidator : IValidateOptions<FeedOptions>
{
    public ValidateOptionsResult Validate(string? name, FeedOptions options) =>
        Uri.TryCreate(options.Source, UriKind.Absolute, out Uri? source) && source.IsWellFormedOriginalString()
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail($"{FeedOptions.Section}:Source is '{options.Source}'; expected is an absolute URI like urn:auditor:log:harbour.example.");
}
