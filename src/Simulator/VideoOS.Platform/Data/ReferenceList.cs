using System.Collections.ObjectModel;

namespace VideoOS.Platform.Data;

public class ReferenceList : Collection<Reference>;
