"""What asking for help remembers."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "help_requests",
        sa.Column("id", ID, nullable=False),
        sa.Column("number", sa.String(length=16), nullable=False),
        sa.Column("asker_id", ID, nullable=True),
        sa.Column("node_id", ID, nullable=False),
        sa.Column("branch_id", ID, nullable=False),
        sa.Column("topic", sa.String(length=32), nullable=False),
        sa.Column("urgency", sa.String(length=16), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("audience", sa.String(length=16), nullable=False),
        sa.Column("medium", sa.String(length=8), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=True),
        sa.Column("about_id", ID, nullable=True),
        sa.Column("hide_name", sa.Boolean(), nullable=False),
        sa.Column("may_leave", sa.Boolean(), nullable=False),
        sa.Column("owner_id", ID, nullable=True),
        sa.Column("policy_id", ID, nullable=True),
        sa.Column("transfers", sa.SmallInteger(), nullable=False),
        sa.Column("round", sa.SmallInteger(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("acknowledged_at", sa.BigInteger(), nullable=True),
        sa.Column("answered_at", sa.BigInteger(), nullable=True),
        sa.Column("worked_at", sa.BigInteger(), nullable=True),
        sa.Column("respond_by", sa.BigInteger(), nullable=False),
        sa.Column("update_by", sa.BigInteger(), nullable=True),
        sa.Column("resolve_by", sa.BigInteger(), nullable=False),
        sa.Column("next_step_at", sa.BigInteger(), nullable=True),
        sa.Column("resolved_at", sa.BigInteger(), nullable=True),
        sa.Column("closed_at", sa.BigInteger(), nullable=True),
        sa.Column("outcome", sa.String(length=16), nullable=True),
        sa.Column("rating", sa.SmallInteger(), nullable=True),
        sa.ForeignKeyConstraint(["about_id"], ["members.id"], name=op.f("fk_help_requests_about_id_members")),
        sa.ForeignKeyConstraint(["asker_id"], ["members.id"], name=op.f("fk_help_requests_asker_id_members")),
        sa.ForeignKeyConstraint(["branch_id"], ["nodes.id"], name=op.f("fk_help_requests_branch_id_nodes")),
        sa.ForeignKeyConstraint(["node_id"], ["nodes.id"], name=op.f("fk_help_requests_node_id_nodes")),
        sa.ForeignKeyConstraint(["owner_id"], ["members.id"], name=op.f("fk_help_requests_owner_id_members")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_help_requests")),
        sa.UniqueConstraint("branch_id", "number", name=op.f("uq_help_requests_branch_id_number")),
    )
    op.create_index("ix_help_requests_asker_id", "help_requests", ["asker_id"], unique=False)
    op.create_index(
        "ix_help_requests_next_step_at",
        "help_requests",
        ["next_step_at"],
        unique=False,
        sqlite_where=sa.text("next_step_at IS NOT NULL"),
        postgresql_where=sa.text("next_step_at IS NOT NULL"),
    )
    op.create_index("ix_help_requests_owner_id", "help_requests", ["owner_id"], unique=False)
    op.create_table(
        "request_events",
        sa.Column("id", ID, nullable=False),
        sa.Column("request_id", ID, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("actor_id", ID, nullable=True),
        sa.Column("other_id", ID, nullable=True),
        sa.ForeignKeyConstraint(["actor_id"], ["members.id"], name=op.f("fk_request_events_actor_id_members")),
        sa.ForeignKeyConstraint(["other_id"], ["members.id"], name=op.f("fk_request_events_other_id_members")),
        sa.ForeignKeyConstraint(
            ["request_id"], ["help_requests.id"], name=op.f("fk_request_events_request_id_help_requests")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request_events")),
    )
    op.create_index("ix_request_events_request_id", "request_events", ["request_id", "id"], unique=False)
    op.create_table(
        "request_exclusions",
        sa.Column("request_id", ID, nullable=False),
        sa.Column("member_id", ID, nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_request_exclusions_member_id_members")),
        sa.ForeignKeyConstraint(
            ["request_id"], ["help_requests.id"], name=op.f("fk_request_exclusions_request_id_help_requests")
        ),
        sa.PrimaryKeyConstraint("request_id", "member_id", name=op.f("pk_request_exclusions")),
    )
    op.create_table(
        "request_steps",
        sa.Column("id", ID, nullable=False),
        sa.Column("request_id", ID, nullable=False),
        sa.Column("round", sa.SmallInteger(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("member_id", ID, nullable=False),
        sa.Column("fired_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_request_steps_member_id_members")),
        sa.ForeignKeyConstraint(
            ["request_id"], ["help_requests.id"], name=op.f("fk_request_steps_request_id_help_requests")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request_steps")),
        sa.UniqueConstraint(
            "request_id", "round", "kind", "member_id", name=op.f("uq_request_steps_request_id_round_kind_member_id")
        ),
    )
    op.create_index("ix_request_steps_member_id", "request_steps", ["member_id"], unique=False)
    op.create_table(
        "request_words",
        sa.Column("id", ID, nullable=False),
        sa.Column("request_id", ID, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("speaker_id", ID, nullable=True),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=True),
        sa.Column("file_kind", sa.String(length=16), nullable=True),
        sa.Column("file", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["request_id"], ["help_requests.id"], name=op.f("fk_request_words_request_id_help_requests")
        ),
        sa.ForeignKeyConstraint(["speaker_id"], ["members.id"], name=op.f("fk_request_words_speaker_id_members")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request_words")),
    )
    op.create_index("ix_request_words_request_id", "request_words", ["request_id", "at"], unique=False)
    op.add_column("access_log", sa.Column("request_id", ID, nullable=True))
    op.create_index("ix_access_log_request_id", "access_log", ["request_id", "id"], unique=False)
