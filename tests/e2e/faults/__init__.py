"""The program is killed, the disk fills up, folders vanish: what a person made is still there."""
