"""The pages of outgoing letters before they are sent."""
