using System.Collections.ObjectModel;

namespace Auditor.Plugin.Core.Editing;

/// <summary>Parts of a rule in an order. Tells when a part comes, goes, moves or is edited.</summary>
public sealed class DraftList<T> : ObservableCollection<T>
    where T : DraftPart
{
    public event EventHandler? Edited;

    /// <summary>One place up; nothing happens at the top.</summary>
    public void MoveUp(T part) => MoveBy(part, -1);

    /// <summary>One place down; nothing happens at the end.</summary>
    public void MoveDown(T part) => MoveBy(part, 1);

    /// <summary>Puts other parts in place of all.</summary>
    public void Replace(IEnumerable<T> parts)
    {
        Clear();
        foreach (T part in parts)
        {
            Add(part);
        }
    }

    protected override void InsertItem(int index, T item)
    {
        base.InsertItem(index, item);
        item.Edited += Pass;
        Pass(this, EventArgs.Empty);
    }

    protected override void RemoveItem(int index)
    {
        this[index].Edited -= Pass;
        base.RemoveItem(index);
        Pass(this, EventArgs.Empty);
    }

    protected override void SetItem(int index, T item)
    {
        this[index].Edited -= Pass;
        base.SetItem(index, item);
        item.Edited += Pass;
        Pass(this, EventArgs.Empty);
    }

    protected override void MoveItem(int oldIndex, int newIndex)
    {
        base.MoveItem(oldIndex, newIndex);
        Pass(this, EventArgs.Empty);
    }

    protected override void ClearItems()
    {
        foreach (T part in this)
        {
            part.Edited -= Pass;
        }

        base.ClearItems();
        Pass(this, EventArgs.Empty);
    }

    private void MoveBy(T part, int places)
    {
        int from = IndexOf(part);
        int to = from + places;
        if (from >= 0 && to >= 0 && to < Count)
        {
            Move(from, to);
        }
    }

    private void Pass(object? sender, EventArgs e) => Edited?.Invoke(this, EventArgs.Empty);
}
