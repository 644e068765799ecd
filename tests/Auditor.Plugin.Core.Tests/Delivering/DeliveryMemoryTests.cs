using Auditor.Plugin.Core.Delivering;
using Auditor.Plugin.Core.Tests.Fakes;

namespace Auditor.Plugin.Core.Tests.Delivering;

public sealed class DeliveryMemoryTests : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "auditor-delivery-" + Guid.NewGuid().ToString("n"));

    public void Dispose() => Folders.Remove(_folder);

    [Fact]
    public async Task Only_the_latest_are_remembered()
    {
        using (DeliveryMemory memory = DeliveryMemory.Open(_folder, new SilentLog(), capacity: 2))
        {
            Guid[] entries = [Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid()];
            foreach (Guid entry in entries)
            {
                memory.Finish(entry);
            }

            Assert.False(memory.Of(entries[0]).Finished);
            Assert.True(memory.Of(entries[2]).Finished);
        }

        using DeliveryMemory again = DeliveryMemory.Open(_folder, new SilentLog(), capacity: 2);
        Assert.Equal(2, (await File.ReadAllLinesAsync(Path.Combine(_folder, "delivered.log"))).Length);
    }
}
