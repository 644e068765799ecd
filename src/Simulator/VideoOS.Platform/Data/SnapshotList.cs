using System.Collections.ObjectModel;

namespace VideoOS.Platform.Data;

public class SnapshotList : Collection<Snapshot>;
