namespace VideoOS.Platform.Client;

public enum ImageViewerType
{
    CameraViewItem,
    CarrouselViewItem,
    HotSpotViewItem,
    MatrixViewItem,
    Other,
}
