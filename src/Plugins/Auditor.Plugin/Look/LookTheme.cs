namespace Auditor.Plugin.Look;

/// <summary>Which of the two themes a screen wears.</summary>
internal enum LookTheme
{
    Dark,
    Light,
}
