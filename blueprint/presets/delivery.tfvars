# A new design's pipeline: the defaults will do.
