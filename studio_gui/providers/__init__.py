"""One folder for each service that can make a video, this computer included; each describes itself.

No Qt and no job keeping: a provider turns projects into requests and answers into plain values.
"""
