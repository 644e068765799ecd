using Auditor.Contracts;

namespace Auditor.Plugin.Core.Editing;

/// <summary>A user or a role as a rule names one.</summary>
internal sealed record SubjectRef(string? Id, string? Name)
{
    public static SubjectRef Of(UserRef user) => new(user.Sid, user.Name);

    public static SubjectRef Of(RoleRef role) => new(role.Id, role.Name);

    public UserRef ToUser() => new() { Sid = Id, Name = Name };

    public RoleRef ToRole() => new() { Id = Id, Name = Name };
}
