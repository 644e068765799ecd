namespace Auditor.Storage;

/// <summary>A store was written by a later version of the product than this one. Nothing in it was touched; the message says what to do.</summary>
public sealed class StoreVersionException(string message) : Exception(message);
