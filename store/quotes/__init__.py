"""Who said what: direct, mixed and indirect quotes, their cues and their speakers."""
