"""流动, 双报到, 转接: people who are away, people who belong to a second place, people who go to another branch."""
