using System.Diagnostics;

namespace Auditor.Wire.Tests;

public sealed class FactTraceTests
{
    [Fact]
    public void An_entrys_id_is_its_trace()
    {
        var id = new Guid("0199c3a2-5b1e-7c44-9a6f-3d2b1a0f9e8d");
        Assert.Equal("00-0199c3a25b1e7c449a6f3d2b1a0f9e8d-9a6f3d2b1a0f9e8d-01", FactTrace.ParentOf(id));
    }

    [Fact]
    public void It_is_a_traceparent_that_others_can_read()
    {
        var id = Guid.CreateVersion7();
        Assert.True(ActivityContext.TryParse(FactTrace.ParentOf(id), null, out ActivityContext context));
        Assert.Equal(id.ToString("N"), context.TraceId.ToHexString());
        Assert.True(context.TraceFlags.HasFlag(ActivityTraceFlags.Recorded));
    }
}
