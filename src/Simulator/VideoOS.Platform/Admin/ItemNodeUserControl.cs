namespace VideoOS.Platform.Admin;

public class ItemNodeUserControl : System.Windows.Forms.UserControl
{
    public virtual void Init(Item item)
    {
    }

    public virtual void Close()
    {
    }
}
