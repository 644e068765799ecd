namespace Auditor.Plugin.Core.Clients;

/// <summary>How much something on a screen wants to be looked at.</summary>
public enum Attention
{
    Well,

    /// <summary>Worth a look; nothing is lost.</summary>
    Look,

    /// <summary>Something may be lost unless somebody acts.</summary>
    Wrong,
}
