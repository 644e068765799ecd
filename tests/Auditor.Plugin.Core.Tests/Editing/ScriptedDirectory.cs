using Auditor.Plugin.Core.Editing;

namespace Auditor.Plugin.Core.Tests.Editing;

/// <summary>Users and roles that come when the test lets them.</summary>
internal sealed class ScriptedDirectory : IUserDirectory
{
    public static readonly DirectoryUser Anna = new("S-1-5-21-1-1001", @"CORP\anna", "Windows user", ["role-operators"]);
    public static readonly DirectoryUser Bob = new("S-1-5-21-1-1002", @"CORP\bob", "Windows user", ["role-operators"]);
    public static readonly DirectoryUser Cleo = new("S-1-5-21-9-7", @"[BASIC]\cleo", "Basic user", []);
    public static readonly DirectoryRole Operators = new("role-operators", "Operators", HasGroups: false);

    public DirectoryListing Listing { get; set; } = new([Anna, Bob, Cleo], [Operators]);

    public ManualResetEventSlim Gate { get; } = new(initialState: true);

    public Exception? Failure { get; set; }

    public DirectoryListing Read(CancellationToken cancellation)
    {
        Gate.Wait(cancellation);
        return Failure is { } failure ? throw failure : Listing;
    }
}
