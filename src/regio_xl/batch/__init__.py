"""Many files: find them, plan where each result goes, do them in guarded processes, and report what
became of each."""
