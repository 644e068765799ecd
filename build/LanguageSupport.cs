// The compiler asks for these types when a netstandard2.0 or net472 assembly uses `init` or `required`; the framework has them from .NET 5 and 7 on.

#pragma warning disable IDE0130 // the namespace is the compiler's, not ours
namespace System.Runtime.CompilerServices;

internal static class IsExternalInit;

[AttributeUsage(AttributeTargets.All)]
internal sealed class RequiredMemberAttribute : Attribute;

[AttributeUsage(AttributeTargets.All)]
internal sealed class CompilerFeatureRequiredAttribute(string featureName) : Attribute
{
    public string FeatureName { get; } = featureName;
}
