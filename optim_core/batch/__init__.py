"""Many runs at once: sweeps, maps, clouds, searches, and the processes that share them."""
