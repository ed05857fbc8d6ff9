"""What reminders, study, broadcasts and the secretary's calendar remember."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "reminder_wishes",
        sa.Column("member_id", ID, nullable=False),
        sa.Column("mode", sa.String(length=8), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_reminder_wishes_member_id_members")),
        sa.PrimaryKeyConstraint("member_id", name=op.f("pk_reminder_wishes")),
    )
    op.create_table(
        "reminders",
        sa.Column("id", ID, nullable=False),
        sa.Column("member_id", ID, nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("ref", ID, nullable=False),
        sa.Column("step", sa.String(length=32), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.Column("worth_until", sa.BigInteger(), nullable=False),
        sa.Column("self_set", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("why", sa.String(length=16), nullable=True),
        sa.Column("told_with", ID, nullable=True),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_reminders_member_id_members")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminders")),
        sa.UniqueConstraint("kind", "ref", "step", "member_id", name=op.f("uq_reminders_kind_ref_step_member_id")),
    )
    op.create_index(
        "ix_reminders_due",
        "reminders",
        ["due_at"],
        unique=False,
        sqlite_where=sa.text("state = 'waiting'"),
        postgresql_where=sa.text("state = 'waiting'"),
    )
    op.create_index("ix_reminders_member_id", "reminders", ["member_id", "state"], unique=False)
    op.create_index("ix_reminders_told_with", "reminders", ["told_with"], unique=False)
    op.create_table(
        "told",
        sa.Column("member_id", ID, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("messages", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_told_member_id_members")),
        sa.PrimaryKeyConstraint("member_id", "day", name=op.f("pk_told")),
    )
    op.add_column("outbox", sa.Column("rests_from", sa.BigInteger(), nullable=True))
    op.add_column("outbox", sa.Column("rests_until", sa.BigInteger(), nullable=True))
