namespace VideoOS.Platform.Admin;

public class DetailedUserControl : System.Windows.Forms.UserControl;
