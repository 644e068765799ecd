using System.Runtime.InteropServices;
using System.Text;

namespace Auditor.Ledger;

/// <summary>Closing an object: order of its members, duplicates, the one that is left out; and the growing buffers.</summary>
internal sealed partial class CanonicalJsonWorkspace
{
    /// <summary>Up to here sorting by insertion is faster than asking the framework; beyond it must not be quadratic.</summary>
    private const int FewMembers = 32;

    private void CloseObject(ReadOnlySpan<byte> omitted)
    {
        Frame frame = _open[_depth];
        Span<Member> members = _members.AsSpan(frame.FirstMember, _memberCount - frame.FirstMember);
        if (!frame.InOrder)
        {
            Sort(members);
            RefuseDuplicates(members);
        }

        int left = omitted.IsEmpty ? -1 : IndexOf(members, omitted);
        if (!frame.InOrder || left >= 0)
        {
            Rewrite(members, left);
        }

        _memberCount = frame.FirstMember;
        _namesLength = frame.NamesStart;
        Append((byte)'}');
        _depth--;
        EndValue();
    }

    private void Sort(Span<Member> members)
    {
        if (members.Length > FewMembers)
        {
            members.Sort((left, right) => MemberName.Compare(NameOf(left), NameOf(right)));
            return;
        }

        for (int next = 1; next < members.Length; next++)
        {
            Member member = members[next];
            ReadOnlySpan<byte> name = NameOf(member);
            int at = next;
            for (; at > 0 && MemberName.Compare(name, NameOf(members[at - 1])) < 0; at--)
            {
                members[at] = members[at - 1];
            }

            members[at] = member;
        }
    }

    private void RefuseDuplicates(ReadOnlySpan<Member> sorted)
    {
        for (int at = 1; at < sorted.Length; at++)
        {
            if (NameOf(sorted[at]).SequenceEqual(NameOf(sorted[at - 1])))
            {
                throw new LedgerFormatException($"The name '{Encoding.UTF8.GetString(NameOf(sorted[at]))}' is there twice in one object.");
            }
        }
    }

    private int IndexOf(ReadOnlySpan<Member> members, ReadOnlySpan<byte> name)
    {
        for (int at = 0; at < members.Length; at++)
        {
            if (NameOf(members[at]).SequenceEqual(name))
            {
                return at;
            }
        }

        return -1;
    }

    /// <summary>Writes the members of the object that is about to close once more, in this order and without one of them.</summary>
    private void Rewrite(ReadOnlySpan<Member> members, int left)
    {
        int start = int.MaxValue;
        foreach (ref readonly Member member in members)
        {
            start = Math.Min(start, member.Start);
        }

        int length = _length - start;
        GrowTo(ref _scratch, length, used: 0);
        _output.AsSpan(start, length).CopyTo(_scratch);
        _length = start;
        for (int at = 0; at < members.Length; at++)
        {
            if (at == left)
            {
                continue;
            }

            if (_length > start)
            {
                Append((byte)',');
            }

            Append(_scratch.AsSpan(members[at].Start - start, members[at].End - members[at].Start));
        }
    }

    private void Append(byte one)
    {
        Ensure(1);
        _output[_length++] = one;
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        Ensure(bytes.Length);
        bytes.CopyTo(_output.AsSpan(_length));
        _length += bytes.Length;
    }

    private void Ensure(int more)
    {
        if (_output.Length - _length < more)
        {
            GrowTo(ref _output, _length + more, _length);
        }
    }

    private static void GrowTo(ref byte[] buffer, int needed, int used)
    {
        if (buffer.Length >= needed)
        {
            return;
        }

        byte[] larger = new byte[Math.Max(needed, 2 * buffer.Length)];
        buffer.AsSpan(0, used).CopyTo(larger);
        buffer = larger;
    }

    [StructLayout(LayoutKind.Auto)]
    private struct Frame
    {
        public bool IsArray;
        public bool HasValues;
        public bool InOrder;
        public int FirstMember;
        public int NamesStart;
    }

    /// <summary>Where a member lies in the output, from its name's quote to the end of its value, and its unescaped name.</summary>
    [StructLayout(LayoutKind.Auto)]
    private struct Member
    {
        public int NameStart;
        public int NameLength;
        public int Start;
        public int End;
    }
}
