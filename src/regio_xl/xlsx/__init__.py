"""An .xlsx on disk: read as strangers' files must be, written so that what is not ours stays as it
was."""
