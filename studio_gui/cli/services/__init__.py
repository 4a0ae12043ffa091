"""Commands that ask a service on the network: accounts, what they have, and what is made without a project."""
