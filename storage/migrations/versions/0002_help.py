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
        "calendar_days",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("works", sa.Boolean(), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_calendar_days")),
    )
    op.create_table(
        "gentle_questions",
        sa.Column("telegram_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("telegram_id", name=op.f("pk_gentle_questions")),
    )
    op.create_table(
        "lessons",
        sa.Column("id", ID, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("node_id", ID, nullable=False),
        sa.Column("request_id", ID, nullable=True),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("topic", sa.String(length=32), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["node_id"], ["nodes.id"], name=op.f("fk_lessons_node_id_nodes")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lessons")),
    )
    op.create_index(op.f("ix_lessons_node_id"), "lessons", ["node_id"], unique=False)
    op.create_index(op.f("ix_lessons_request_id"), "lessons", ["request_id"], unique=False)
    op.create_table(
        "log_chats",
        sa.Column("id", ID, nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("branch_id", ID, nullable=False),
        sa.Column("thread_id", sa.BigInteger(), nullable=True),
        sa.Column("title", sa.String(length=256), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["branch_id"], ["nodes.id"], name=op.f("fk_log_chats_branch_id_nodes")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_log_chats")),
        sa.UniqueConstraint("branch_id", name=op.f("uq_log_chats_branch_id")),
        sa.UniqueConstraint("chat_id", name=op.f("uq_log_chats_chat_id")),
    )
    op.create_table(
        "absences",
        sa.Column("id", ID, nullable=False),
        sa.Column("member_id", ID, nullable=False),
        sa.Column("from_at", sa.BigInteger(), nullable=False),
        sa.Column("until_at", sa.BigInteger(), nullable=False),
        sa.Column("entered_by", ID, nullable=False),
        sa.Column("has_begun", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_absences_member_id_members")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_absences")),
    )
    op.create_index("ix_absences_member_id", "absences", ["member_id", "until_at"], unique=False)
    op.create_table(
        "backups",
        sa.Column("node_id", ID, nullable=False),
        sa.Column("role", sa.String(length=32), nullable=False),
        sa.Column("member_id", ID, nullable=False),
        sa.Column("named_by", ID, nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_backups_member_id_members")),
        sa.ForeignKeyConstraint(["node_id"], ["nodes.id"], name=op.f("fk_backups_node_id_nodes")),
        sa.PrimaryKeyConstraint("node_id", "role", name=op.f("pk_backups")),
    )
    op.create_index("ix_backups_member_id", "backups", ["member_id"], unique=False)
    op.create_table(
        "danger_calls",
        sa.Column("id", ID, nullable=False),
        sa.Column("member_id", ID, nullable=False),
        sa.Column("called_at", sa.BigInteger(), nullable=False),
        sa.Column("ring", sa.SmallInteger(), nullable=False),
        sa.Column("answered_by", ID, nullable=True),
        sa.Column("answered_at", sa.BigInteger(), nullable=True),
        sa.Column("reached_at", sa.BigInteger(), nullable=True),
        sa.Column("taken_back", sa.String(length=8), nullable=True),
        sa.Column("follow_up_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_danger_calls_member_id_members")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_danger_calls")),
    )
    op.create_index("ix_danger_calls_called_at", "danger_calls", ["called_at"], unique=False)
    op.create_index("ix_danger_calls_member_id", "danger_calls", ["member_id", "id"], unique=False)
    op.create_table(
        "duty_contacts",
        sa.Column("branch_id", ID, nullable=False),
        sa.Column("place", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("member_id", ID, nullable=False),
        sa.Column("set_by", ID, nullable=False),
        sa.Column("set_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["branch_id"], ["nodes.id"], name=op.f("fk_duty_contacts_branch_id_nodes")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_duty_contacts_member_id_members")),
        sa.PrimaryKeyConstraint("branch_id", "place", name=op.f("pk_duty_contacts")),
    )
    op.create_table(
        "help_requests",
        sa.Column("id", ID, nullable=False),
        sa.Column("number", sa.String(length=16), nullable=False),
        sa.Column("asker_id", ID, nullable=True),
        sa.Column("node_id", ID, nullable=False),
        sa.Column("branch_id", ID, nullable=False),
        sa.Column("topic", sa.String(length=32), nullable=False),
        sa.Column("unsorted", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
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
        sa.Column("watch_at", sa.BigInteger(), nullable=True),
        sa.Column("resolved_at", sa.BigInteger(), nullable=True),
        sa.Column("closed_at", sa.BigInteger(), nullable=True),
        sa.Column("outcome", sa.String(length=16), nullable=True),
        sa.Column("rating", sa.SmallInteger(), nullable=True),
        sa.Column("reminded_at", sa.BigInteger(), nullable=True),
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
        "policies",
        sa.Column("id", ID, nullable=False),
        sa.Column("node_id", ID, nullable=False),
        sa.Column("document", sa.JSON(), nullable=False),
        sa.Column("published_by", ID, nullable=False),
        sa.Column("published_at", sa.BigInteger(), nullable=False),
        sa.Column("restores", ID, nullable=True),
        sa.ForeignKeyConstraint(["node_id"], ["nodes.id"], name=op.f("fk_policies_node_id_nodes")),
        sa.ForeignKeyConstraint(["published_by"], ["members.id"], name=op.f("fk_policies_published_by_members")),
        sa.ForeignKeyConstraint(["restores"], ["policies.id"], name=op.f("fk_policies_restores_policies")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_policies")),
    )
    op.create_index("ix_policies_node_id", "policies", ["node_id", "id"], unique=False)
    op.create_table(
        "proposals",
        sa.Column("id", ID, nullable=False),
        sa.Column("branch_id", ID, nullable=False),
        sa.Column("number", sa.String(length=16), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("changed_by", ID, nullable=False),
        sa.Column("published_day", sa.Integer(), nullable=False),
        sa.Column("changed_day", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["branch_id"], ["nodes.id"], name=op.f("fk_proposals_branch_id_nodes")),
        sa.ForeignKeyConstraint(["changed_by"], ["members.id"], name=op.f("fk_proposals_changed_by_members")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposals")),
        sa.UniqueConstraint("branch_id", "number", name=op.f("uq_proposals_branch_id_number")),
    )
    op.create_table(
        "resource_cards",
        sa.Column("id", ID, nullable=False),
        sa.Column("branch_id", ID, nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("purpose", sa.String(length=128), nullable=False),
        sa.Column("call", sa.String(length=64), nullable=False),
        sa.Column("hours", sa.String(length=64), nullable=False),
        sa.Column("place", sa.String(length=128), nullable=False),
        sa.Column("source", sa.String(length=64), nullable=False),
        sa.Column("added_by", ID, nullable=False),
        sa.Column("checked_day", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["added_by"], ["members.id"], name=op.f("fk_resource_cards_added_by_members")),
        sa.ForeignKeyConstraint(["branch_id"], ["nodes.id"], name=op.f("fk_resource_cards_branch_id_nodes")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_resource_cards")),
        sa.UniqueConstraint("branch_id", "name", name=op.f("uq_resource_cards_branch_id_name")),
    )
    op.create_table(
        "safety_contacts",
        sa.Column("id", ID, nullable=False),
        sa.Column("member_id", ID, nullable=False),
        sa.Column("contact_id", ID, nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("accepted_at", sa.BigInteger(), nullable=True),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["contact_id"], ["members.id"], name=op.f("fk_safety_contacts_contact_id_members")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_safety_contacts_member_id_members")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_safety_contacts")),
    )
    op.create_index("ix_safety_contacts_contact_id", "safety_contacts", ["contact_id"], unique=False)
    op.create_index("ix_safety_contacts_member_id", "safety_contacts", ["member_id"], unique=False)
    op.create_table(
        "danger_rings",
        sa.Column("call_id", ID, autoincrement=False, nullable=False),
        sa.Column("member_id", ID, autoincrement=False, nullable=False),
        sa.Column("ring", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("place", sa.SmallInteger(), nullable=False),
        sa.Column("rung_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["call_id"], ["danger_calls.id"], name=op.f("fk_danger_rings_call_id_danger_calls")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_danger_rings_member_id_members")),
        sa.PrimaryKeyConstraint("call_id", "member_id", "ring", name=op.f("pk_danger_rings")),
    )
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
        sa.Column("level", sa.SmallInteger(), nullable=True),
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
    op.create_table(
        "suggestions",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("branch_id", ID, nullable=False),
        sa.Column("readers", sa.String(length=16), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("token_digest", sa.LargeBinary(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("news_day", sa.Integer(), nullable=True),
        sa.Column("proposal_id", ID, nullable=True),
        sa.ForeignKeyConstraint(["branch_id"], ["nodes.id"], name=op.f("fk_suggestions_branch_id_nodes")),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposals.id"], name=op.f("fk_suggestions_proposal_id_proposals")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suggestions")),
        sa.UniqueConstraint("token_digest", name=op.f("uq_suggestions_token_digest")),
    )
    op.create_index("ix_suggestions_branch_id", "suggestions", ["branch_id"], unique=False)
    op.create_table(
        "suggestion_words",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("suggestion_id", ID, nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("by_author", sa.Boolean(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["suggestion_id"], ["suggestions.id"], name=op.f("fk_suggestion_words_suggestion_id_suggestions")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suggestion_words")),
        sa.UniqueConstraint("suggestion_id", "position", name=op.f("uq_suggestion_words_suggestion_id_position")),
    )
    op.add_column("access_log", sa.Column("request_id", ID, nullable=True))
    op.create_index("ix_access_log_request_id", "access_log", ["request_id", "id"], unique=False)
