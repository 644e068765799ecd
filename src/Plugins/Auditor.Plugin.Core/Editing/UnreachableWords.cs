using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;

namespace Auditor.Plugin.Core.Editing;

/// <summary>Why nothing answers, in words. The frameworks of the hosts say it in different exceptions.</summary>
internal static class UnreachableWords
{
    public static RuleServiceException Of(Uri address, Exception problem)
    {
        for (Exception? inner = problem; inner is not null; inner = inner.InnerException)
        {
            switch (inner)
            {
                case AuthenticationException:
                case WebException { Status: WebExceptionStatus.TrustFailure or WebExceptionStatus.SecureChannelFailure }:
                    return new RuleServiceException(
                        RuleServiceFault.Tls, $"The certificate of {address.Host} is not trusted by this machine, or was made for another name: {inner.Message}", problem);
                case WebException { Status: WebExceptionStatus.NameResolutionFailure }:
                case SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain }:
                    return new RuleServiceException(RuleServiceFault.Unreachable, $"No machine is known by the name '{address.Host}'.", problem);
                case SocketException { SocketErrorCode: SocketError.ConnectionRefused }:
                    return new RuleServiceException(
                        RuleServiceFault.Unreachable, $"Nothing listens on port {address.Port} of {address.Host}: is RuleService running there?", problem);
            }
        }

        return new RuleServiceException(RuleServiceFault.Unreachable, $"RuleService at {address} cannot be reached: {Innermost(problem)}", problem);
    }

    private static string Innermost(Exception problem)
    {
        while (problem.InnerException is { } inner)
        {
            problem = inner;
        }

        return problem.Message;
    }
}
