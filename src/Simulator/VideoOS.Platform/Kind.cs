namespace VideoOS.Platform;

/// <summary>Those without a published id have one of ours: never keep them anywhere.</summary>
public static class Kind
{
    public static Guid Camera = new("5135BA21-F1DC-4321-806A-6CE2017343C0");
    public static Guid Microphone = new("DF6284F6-18EE-4506-B8C4-65B5F31A140C");
    public static Guid Speaker = new("B77D68FC-B231-441B-8EB5-901C89234111");
    public static Guid Output = new("CBAAA726-A089-4DB6-8F0D-48772E595B1B");
    public static Guid InputEvent = new("5FC737A9-BBF6-4473-A421-7E8075D45D9C");
    public static Guid Metadata = new("3C829278-37AE-4EE8-8C1D-D94412CEEB74");
    public static Guid Server = new("00000000-0000-4000-8000-000000000001");
    public static Guid Hardware = new("00000000-0000-4000-8000-000000000002");
    public static Guid User = new("00000000-0000-4000-8000-000000000003");
    public static Guid View = new("00000000-0000-4000-8000-000000000004");
    public static Guid Window = new("00000000-0000-4000-8000-000000000005");
    public static Guid Folder = new("00000000-0000-4000-8000-000000000006");
}
