"""Who is told when somebody is in danger: a member's trusted person, and the branch's on-duty contacts."""
