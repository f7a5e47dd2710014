"""What a briefing is: plain values and rules. No SQL, no Qt, no files, and no clock ("today" is an argument)."""
