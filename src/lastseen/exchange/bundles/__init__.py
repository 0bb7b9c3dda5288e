"""Bundles: what two groups send each other, a BagIt bag encrypted by age to one of them and signed by the other."""

from lastseen.exchange.bundles.keys import BadKey, OwnKeys, PublicKeys
from lastseen.exchange.bundles.opening import Limits, Opened, open_bundle
from lastseen.exchange.bundles.packing import Attached, pack

__all__ = ["Attached", "BadKey", "Limits", "Opened", "OwnKeys", "PublicKeys", "open_bundle", "pack"]
