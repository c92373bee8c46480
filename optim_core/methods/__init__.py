"""The methods: one file each. `optim_core` lists them."""
