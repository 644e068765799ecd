namespace Auditor.Hosting.Access;

/// <summary>Metadata of a route that people open in a browser: who is not signed in is sent to where he can, and back.</summary>
public sealed class PageRoute;
