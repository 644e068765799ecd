namespace VideoOS.Platform.Log;

/// <summary>As hosts before 2025 R2 have it: without <c>CategoryName</c>, so that nothing can be compiled against it.</summary>
public class LogMessage
{
    public string Id { get; set; }

    public Group Group { get; set; }

    public Severity Severity { get; set; }

    public Status Status { get; set; }

    public Guid RelatedObjectKind { get; set; }

    public string Category { get; set; }

    public string Message { get; set; }
}
