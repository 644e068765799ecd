namespace Auditor.Rules;

/// <summary>Position of the lowest bit set; netstandard2.0 has no BitOperations.</summary>
internal static class LowestBit
{
    // A De Bruijn sequence: each 6-bit window of it is different, so the top six bits of its product with a power of
    // two tell which power that was.
    private const ulong Sequence = 0x03F79D71B4CB0A89UL;

    private static readonly byte[] Positions = MakePositions();

    /// <param name="bits">Not zero.</param>
    public static int Of(ulong bits) => Positions[((bits & (~bits + 1)) * Sequence) >> 58];

    private static byte[] MakePositions()
    {
        var positions = new byte[64];
        for (int i = 0; i < 64; i++)
        {
            positions[((1UL << i) * Sequence) >> 58] = (byte)i;
        }

        return positions;
    }
}
