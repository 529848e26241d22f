"""督促提醒: reads what the ladder must know, fires what it owes, once."""
