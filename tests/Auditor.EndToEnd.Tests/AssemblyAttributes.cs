// One broker serves all of them, and one test restarts it: never two at a time.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
