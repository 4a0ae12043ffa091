"""What panels and dialogs alike are made of; nothing here knows where it stands."""
