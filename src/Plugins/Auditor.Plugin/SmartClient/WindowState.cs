using VideoOS.Platform;
using VideoOS.Platform.Client;

namespace Auditor.Plugin.SmartClient;

/// <summary>What is known of one window. Guarded by the lock of the watch that has it.</summary>
internal sealed class WindowState(string name)
{
    public string Name { get; } = name;

    /// <summary>Null for the main window until a viewer has told of it.</summary>
    public WindowInformation? Information { get; set; }

    public Receivers? Receivers { get; set; }

    /// <summary>What the latest message about this window said.</summary>
    public Mode? Said { get; set; }

    /// <summary>The round of reading the host's state that was told last; an older one that comes late is not told.</summary>
    public long Told { get; set; }

    public int Viewers { get; set; }
}
