"""What can be done: one function per thing somebody asks for. The only place where something changes."""
