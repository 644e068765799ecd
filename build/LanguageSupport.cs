// The compiler asks for this type when a netstandard2.0 assembly uses `init`; the framework has it from .NET 5 on.

#pragma warning disable IDE0130 // the namespace is the compiler's, not ours
namespace System.Runtime.CompilerServices;

internal static class IsExternalInit;
