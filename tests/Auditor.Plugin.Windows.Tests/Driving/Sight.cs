namespace Auditor.Plugin.Windows.Tests.Driving;

/// <summary>What can be seen at one moment.</summary>
/// <param name="Controls">By automation id; entries of lists as <c>item:text</c>.</param>
/// <param name="Words">Every text on the screen.</param>
public sealed record Sight(IReadOnlyDictionary<string, SeenControl> Controls, IReadOnlyList<string> Words)
{
    public SeenControl this[string id] => Controls.TryGetValue(id, out SeenControl? control)
        ? control
        : throw new KeyNotFoundException($"'{id}' is not on the screen; there are {string.Join(", ", Controls.Keys)}.");

    public bool Shows(string id) => Controls.ContainsKey(id);

    public string? Focus => Controls.Where(pair => pair.Value.Focused).OrderBy(pair => pair.Value.Width * pair.Value.Height).Select(pair => pair.Key).FirstOrDefault();
}
