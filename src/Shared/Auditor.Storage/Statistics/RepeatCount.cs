namespace Auditor.Storage;

/// <summary>One person and one camera.</summary>
/// <param name="Actor">Name of the person (the id where there is none), to put into the filter.</param>
/// <param name="Camera">Id of the camera (the name where there is none), to put into the filter.</param>
/// <param name="CameraName">The camera's latest name, else the id.</param>
/// <param name="Count">Entries; at least 2.</param>
/// <param name="Days">On how many days, by the local clocks.</param>
/// <param name="First">When the first occurred (UTC).</param>
/// <param name="Last">When the last occurred (UTC).</param>
public sealed record RepeatCount(string Actor, string Camera, string CameraName, long Count, long Days, DateTimeOffset First, DateTimeOffset Last);
