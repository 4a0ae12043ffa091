"""How a server proves that it has a token without telling it, to somebody who has it too."""

from __future__ import annotations

import hashlib
import hmac


def proof_of(token: str, nonce: str) -> str:
    """What only somebody with the token can answer to a nonce."""
    return hmac.new(f"alive {token}".encode(), nonce.encode(), hashlib.sha256).hexdigest()
