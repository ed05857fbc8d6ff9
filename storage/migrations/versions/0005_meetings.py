"""What a branch's organisational life remembers: posts, tags, series, venues, records, tasks."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "affiliations",
        sa.Column("id", ID, nullable=False),
        sa.Column("member_id", ID, nullable=False),
        sa.Column("node_id", ID, nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("settled_by", ID, nullable=True),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_affiliations_member_id_members")),
        sa.ForeignKeyConstraint(["node_id"], ["nodes.id"], name=op.f("fk_affiliations_node_id_nodes")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_affiliations")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_affiliations_node_id", "affiliations", ["node_id", "state"], unique=False)
    op.create_index(
        "uq_affiliations_member_id",
        "affiliations",
        ["member_id", "node_id"],
        unique=True,
        sqlite_where=sa.text("state IN ('asked', 'active')"),
        postgresql_where=sa.text("state IN ('asked', 'active')"),
    )
    op.create_table(
        "configurations",
        sa.Column("id", ID, nullable=False),
        sa.Column("node_id", ID, nullable=False),
        sa.Column("chosen", sa.JSON(), nullable=False),
        sa.Column("published_by", ID, nullable=False),
        sa.Column("published_at", sa.BigInteger(), nullable=False),
        sa.Column("restores", ID, nullable=True),
        sa.ForeignKeyConstraint(["node_id"], ["nodes.id"], name=op.f("fk_configurations_node_id_nodes")),
        sa.ForeignKeyConstraint(["published_by"], ["members.id"], name=op.f("fk_configurations_published_by_members")),
        sa.ForeignKeyConstraint(
            ["restores"], ["configurations.id"], name=op.f("fk_configurations_restores_configurations")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_configurations")),
    )
    op.create_index("ix_configurations_node_id", "configurations", ["node_id", "id"], unique=False)
    op.create_table(
        "deductions",
        sa.Column("id", ID, nullable=False),
        sa.Column("member_id", ID, nullable=False),
        sa.Column("exclusion_class", sa.SmallInteger(), nullable=False),
        sa.Column("superior_agreed_on", sa.Date(), nullable=False),
        sa.Column("adopted_on", sa.Date(), nullable=False),
        sa.Column("set_by", ID, nullable=False),
        sa.Column("set_at", sa.BigInteger(), nullable=False),
        sa.Column("ended_by", ID, nullable=True),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_deductions_member_id_members")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deductions")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "uq_deductions_in_force",
        "deductions",
        ["member_id"],
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.create_table(
        "member_tags",
        sa.Column("id", ID, nullable=False),
        sa.Column("member_id", ID, nullable=False),
        sa.Column("tag", sa.String(length=16), nullable=False),
        sa.Column("set_by", ID, nullable=True),
        sa.Column("set_at", sa.BigInteger(), nullable=False),
        sa.Column("brought", sa.String(length=16), server_default="", nullable=False),
        sa.Column("contested_at", sa.BigInteger(), nullable=True),
        sa.Column("decided_by", ID, nullable=True),
        sa.Column("decided_at", sa.BigInteger(), nullable=True),
        sa.Column("answer", sa.LargeBinary(), nullable=True),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.Column("ended_by", ID, nullable=True),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_member_tags_member_id_members")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_member_tags")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_member_tags_ended_at", "member_tags", ["ended_at"], unique=False)
    op.create_index("ix_member_tags_member_id", "member_tags", ["member_id"], unique=False)
    op.create_table(
        "mobile_stays",
        sa.Column("id", ID, nullable=False),
        sa.Column("member_id", ID, nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        sa.Column("host_node_id", ID, nullable=True),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("heard_on", sa.Date(), nullable=False),
        sa.Column("entered_by", ID, nullable=True),
        sa.Column("entered_at", sa.BigInteger(), nullable=False),
        sa.Column("ask_at", sa.BigInteger(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["host_node_id"], ["nodes.id"], name=op.f("fk_mobile_stays_host_node_id_nodes")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_mobile_stays_member_id_members")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mobile_stays")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_mobile_stays_ask_at",
        "mobile_stays",
        ["ask_at"],
        unique=False,
        sqlite_where=sa.text("ended_on IS NULL"),
        postgresql_where=sa.text("ended_on IS NULL"),
    )
    op.create_index(
        "uq_mobile_stays_member_id",
        "mobile_stays",
        ["member_id"],
        unique=True,
        sqlite_where=sa.text("ended_on IS NULL"),
        postgresql_where=sa.text("ended_on IS NULL"),
    )
    op.create_table(
        "polls",
        sa.Column("id", ID, nullable=False),
        sa.Column("node_id", ID, nullable=False),
        sa.Column("question", sa.String(length=120), nullable=False),
        sa.Column("options", sa.Text(), nullable=False),
        sa.Column("opened_by", ID, nullable=False),
        sa.Column("opened_at", sa.BigInteger(), nullable=False),
        sa.Column("closes_at", sa.BigInteger(), nullable=False),
        sa.Column("closed_at", sa.BigInteger(), nullable=True),
        sa.Column("salt", sa.LargeBinary(), nullable=True),
        sa.Column("answered", sa.Integer(), nullable=True),
        sa.Column("counts", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["node_id"], ["nodes.id"], name=op.f("fk_polls_node_id_nodes")),
        sa.ForeignKeyConstraint(["opened_by"], ["members.id"], name=op.f("fk_polls_opened_by_members")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_polls")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_polls_closes_at",
        "polls",
        ["closes_at"],
        unique=False,
        sqlite_where=sa.text("closed_at IS NULL"),
        postgresql_where=sa.text("closed_at IS NULL"),
    )
    op.create_index("ix_polls_node_id", "polls", ["node_id", "closed_at"], unique=False)
    op.create_table(
        "proxies",
        sa.Column("id", ID, nullable=False),
        sa.Column("member_id", ID, nullable=False),
        sa.Column("proxy_id", ID, nullable=False),
        sa.Column("tie", sa.String(length=8), nullable=False),
        sa.Column("asked_by", ID, nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("agreed_at", sa.BigInteger(), nullable=True),
        sa.Column("consent_by", ID, nullable=True),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.Column("ended_by", ID, nullable=True),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_proxies_member_id_members")),
        sa.ForeignKeyConstraint(["proxy_id"], ["members.id"], name=op.f("fk_proxies_proxy_id_members")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proxies")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_proxies_ended_at", "proxies", ["ended_at"], unique=False)
    op.create_index("ix_proxies_member_id", "proxies", ["member_id"], unique=False)
    op.create_index("ix_proxies_proxy_id", "proxies", ["proxy_id"], unique=False)
    op.create_table(
        "series",
        sa.Column("id", ID, nullable=False),
        sa.Column("node_id", ID, nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("title", sa.String(length=128), nullable=True),
        sa.Column("place", sa.String(length=128), nullable=False),
        sa.Column("rule", sa.JSON(), nullable=False),
        sa.Column("minute", sa.SmallInteger(), nullable=False),
        sa.Column("on_holiday", sa.String(length=16), nullable=False),
        sa.Column("ahead", sa.SmallInteger(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("created_by", ID, nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("look_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["created_by"], ["members.id"], name=op.f("fk_series_created_by_members")),
        sa.ForeignKeyConstraint(["node_id"], ["nodes.id"], name=op.f("fk_series_node_id_nodes")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_series")),
    )
    op.create_index(
        "ix_series_look_at",
        "series",
        ["look_at"],
        unique=False,
        sqlite_where=sa.text("state = 'active'"),
        postgresql_where=sa.text("state = 'active'"),
    )
    op.create_index("ix_series_node_id", "series", ["node_id"], unique=False)
    op.create_table(
        "simple_modes",
        sa.Column("member_id", ID, nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_simple_modes_member_id_members")),
        sa.PrimaryKeyConstraint("member_id", name=op.f("pk_simple_modes")),
    )
    op.create_table(
        "skill_asks",
        sa.Column("id", ID, nullable=False),
        sa.Column("skill_id", ID, nullable=False),
        sa.Column("member_id", ID, nullable=False),
        sa.Column("asker_id", ID, nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("said", sa.Boolean(), nullable=True),
        sa.Column("said_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["asker_id"], ["members.id"], name=op.f("fk_skill_asks_asker_id_members")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_skill_asks_member_id_members")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_skill_asks")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_skill_asks_asked_at", "skill_asks", ["asked_at"], unique=False)
    op.create_index("ix_skill_asks_asker_id", "skill_asks", ["asker_id"], unique=False)
    op.create_index("ix_skill_asks_member_id", "skill_asks", ["member_id"], unique=False)
    op.create_table(
        "skills",
        sa.Column("id", ID, nullable=False),
        sa.Column("member_id", ID, nullable=False),
        sa.Column("skill", sa.String(length=16), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("a_month", sa.Integer(), nullable=False),
        sa.Column("seen_by", sa.String(length=16), nullable=False),
        sa.Column("paused", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("offered_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_skills_member_id_members")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_skills")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_skills_member_id", "skills", ["member_id"], unique=False)
    op.create_table(
        "templates",
        sa.Column("id", ID, nullable=False),
        sa.Column("node_id", ID, nullable=False),
        sa.Column("use", sa.String(length=16), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("set_by", ID, nullable=False),
        sa.Column("set_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["node_id"], ["nodes.id"], name=op.f("fk_templates_node_id_nodes")),
        sa.ForeignKeyConstraint(["set_by"], ["members.id"], name=op.f("fk_templates_set_by_members")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_templates")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_templates_node_id", "templates", ["node_id", "use"], unique=False)
    op.create_table(
        "transfers",
        sa.Column("id", ID, nullable=False),
        sa.Column("member_id", ID, nullable=False),
        sa.Column("from_branch_id", ID, nullable=False),
        sa.Column("to_branch_id", ID, nullable=True),
        sa.Column("to_name", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("started_by", ID, nullable=False),
        sa.Column("started_at", sa.BigInteger(), nullable=False),
        sa.Column("may_read_on", sa.Boolean(), nullable=True),
        sa.Column("settled_by", ID, nullable=True),
        sa.Column("settled_at", sa.BigInteger(), nullable=True),
        sa.Column("reason", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["from_branch_id"], ["nodes.id"], name=op.f("fk_transfers_from_branch_id_nodes")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_transfers_member_id_members")),
        sa.ForeignKeyConstraint(["to_branch_id"], ["nodes.id"], name=op.f("fk_transfers_to_branch_id_nodes")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_transfers")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_transfers_from_branch_id", "transfers", ["from_branch_id", "state"], unique=False)
    op.create_index(
        "uq_transfers_member_id",
        "transfers",
        ["member_id"],
        unique=True,
        sqlite_where=sa.text("state = 'asked'"),
        postgresql_where=sa.text("state = 'asked'"),
    )
    op.create_table(
        "venue_asks",
        sa.Column("id", ID, nullable=False),
        sa.Column("host_id", ID, nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("asked_by", ID, nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("settled_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["asked_by"], ["members.id"], name=op.f("fk_venue_asks_asked_by_members")),
        sa.ForeignKeyConstraint(["host_id"], ["members.id"], name=op.f("fk_venue_asks_host_id_members")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_venue_asks")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_venue_asks_host_id", "venue_asks", ["host_id"], unique=False)
    op.create_table(
        "venues",
        sa.Column("id", ID, nullable=False),
        sa.Column("node_id", ID, nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("name", sa.String(length=30), nullable=False),
        sa.Column("area", sa.String(length=30), nullable=False),
        sa.Column("address", sa.LargeBinary(), nullable=True),
        sa.Column("host_id", ID, nullable=True),
        sa.Column("added_by", ID, nullable=False),
        sa.Column("added_at", sa.BigInteger(), nullable=False),
        sa.Column("agreed_by", ID, nullable=True),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["added_by"], ["members.id"], name=op.f("fk_venues_added_by_members")),
        sa.ForeignKeyConstraint(["agreed_by"], ["members.id"], name=op.f("fk_venues_agreed_by_members")),
        sa.ForeignKeyConstraint(["host_id"], ["members.id"], name=op.f("fk_venues_host_id_members")),
        sa.ForeignKeyConstraint(["node_id"], ["nodes.id"], name=op.f("fk_venues_node_id_nodes")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_venues")),
    )
    op.create_index("ix_venues_host_id", "venues", ["host_id"], unique=False)
    op.create_index("ix_venues_node_id", "venues", ["node_id"], unique=False)
    op.create_table(
        "agenda_items",
        sa.Column("id", ID, nullable=False),
        sa.Column("meeting_id", ID, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(length=100), nullable=False),
        sa.Column("added_by", ID, nullable=False),
        sa.Column("added_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["added_by"], ["members.id"], name=op.f("fk_agenda_items_added_by_members")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_agenda_items_meeting_id_meetings")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_items")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_agenda_items_meeting_id", "agenda_items", ["meeting_id", "position"], unique=False)
    op.create_table(
        "backfills",
        sa.Column("meeting_id", ID, nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=False),
        sa.Column("made_by", ID, nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["made_by"], ["members.id"], name=op.f("fk_backfills_made_by_members")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_backfills_meeting_id_meetings")),
        sa.PrimaryKeyConstraint("meeting_id", name=op.f("pk_backfills")),
    )
    op.create_table(
        "codes",
        sa.Column("meeting_id", ID, nullable=False),
        sa.Column("secret", sa.LargeBinary(), nullable=False),
        sa.Column("shown_by", ID, nullable=True),
        sa.Column("turns_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_codes_meeting_id_meetings")),
        sa.PrimaryKeyConstraint("meeting_id", name=op.f("pk_codes")),
    )
    op.create_index(
        "ix_codes_on_screen",
        "codes",
        ["turns_at"],
        unique=False,
        sqlite_where=sa.text("turns_at IS NOT NULL"),
        postgresql_where=sa.text("turns_at IS NOT NULL"),
    )
    op.create_table(
        "disputes",
        sa.Column("id", ID, nullable=False),
        sa.Column("meeting_id", ID, nullable=False),
        sa.Column("member_id", ID, nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("changed", sa.Boolean(), nullable=True),
        sa.Column("answer", sa.LargeBinary(), nullable=True),
        sa.Column("decided_by", ID, nullable=True),
        sa.Column("decided_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_disputes_meeting_id_meetings")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_disputes_member_id_members")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disputes")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_disputes_meeting_id", "disputes", ["meeting_id", "member_id"], unique=False)
    op.create_table(
        "elections",
        sa.Column("id", ID, nullable=False),
        sa.Column("meeting_id", ID, nullable=False),
        sa.Column("office", sa.String(length=30), nullable=False),
        sa.Column("expected", sa.Integer(), nullable=False),
        sa.Column("present", sa.Integer(), nullable=False),
        sa.Column("issued", sa.Integer(), nullable=False),
        sa.Column("returned", sa.Integer(), nullable=False),
        sa.Column("spoilt", sa.Integer(), nullable=False),
        sa.Column("candidates", sa.LargeBinary(), nullable=False),
        sa.Column("elected", sa.LargeBinary(), nullable=False),
        sa.Column("recorded_by", ID, nullable=False),
        sa.Column("recorded_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_elections_meeting_id_meetings")),
        sa.ForeignKeyConstraint(["recorded_by"], ["members.id"], name=op.f("fk_elections_recorded_by_members")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_elections")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_elections_meeting_id"), "elections", ["meeting_id"], unique=False)
    op.create_table(
        "filings",
        sa.Column("meeting_id", ID, nullable=False),
        sa.Column("member_id", ID, nullable=False),
        sa.Column("asked_by", ID, nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["asked_by"], ["members.id"], name=op.f("fk_filings_asked_by_members")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_filings_meeting_id_meetings")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_filings_member_id_members")),
        sa.PrimaryKeyConstraint("meeting_id", name=op.f("pk_filings")),
    )
    op.create_index("ix_filings_member_id", "filings", ["member_id"], unique=False)
    op.create_table(
        "joint_meetings",
        sa.Column("id", ID, nullable=False),
        sa.Column("host_meeting_id", ID, nullable=False),
        sa.Column("guest_node_id", ID, nullable=False),
        sa.Column("guest_meeting_id", ID, nullable=True),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("asked_by", ID, nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("answered_by", ID, nullable=True),
        sa.Column("answered_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["answered_by"], ["members.id"], name=op.f("fk_joint_meetings_answered_by_members")),
        sa.ForeignKeyConstraint(["asked_by"], ["members.id"], name=op.f("fk_joint_meetings_asked_by_members")),
        sa.ForeignKeyConstraint(
            ["guest_meeting_id"], ["meetings.id"], name=op.f("fk_joint_meetings_guest_meeting_id_meetings")
        ),
        sa.ForeignKeyConstraint(["guest_node_id"], ["nodes.id"], name=op.f("fk_joint_meetings_guest_node_id_nodes")),
        sa.ForeignKeyConstraint(
            ["host_meeting_id"], ["meetings.id"], name=op.f("fk_joint_meetings_host_meeting_id_meetings")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_joint_meetings")),
        sa.UniqueConstraint("guest_meeting_id", name=op.f("uq_joint_meetings_guest_meeting_id")),
        sa.UniqueConstraint(
            "host_meeting_id", "guest_node_id", name=op.f("uq_joint_meetings_host_meeting_id_guest_node_id")
        ),
    )
    op.create_table(
        "marks",
        sa.Column("meeting_id", ID, nullable=False),
        sa.Column("member_id", ID, nullable=False),
        sa.Column("mark", sa.String(length=16), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=False),
        sa.Column("made_by", ID, nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["made_by"], ["members.id"], name=op.f("fk_marks_made_by_members")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_marks_meeting_id_meetings")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_marks_member_id_members")),
        sa.PrimaryKeyConstraint("meeting_id", "member_id", "mark", name=op.f("pk_marks")),
    )
    op.create_table(
        "materials",
        sa.Column("id", ID, nullable=False),
        sa.Column("meeting_id", ID, nullable=False),
        sa.Column("title", sa.String(length=60), nullable=False),
        sa.Column("text", sa.String(length=600), nullable=False),
        sa.Column("file_id", sa.String(length=256), nullable=True),
        sa.Column("file_kind", sa.String(length=16), nullable=True),
        sa.Column("added_by", ID, nullable=False),
        sa.Column("added_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["added_by"], ["members.id"], name=op.f("fk_materials_added_by_members")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_materials_meeting_id_meetings")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_materials")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_materials_meeting_id", "materials", ["meeting_id"], unique=False)
    op.create_table(
        "meeting_cards",
        sa.Column("id", ID, nullable=False),
        sa.Column("meeting_id", ID, nullable=False),
        sa.Column("member_id", ID, nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_meeting_cards_meeting_id_meetings")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_meeting_cards_member_id_members")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_cards")),
        sa.UniqueConstraint("meeting_id", "member_id", name=op.f("uq_meeting_cards_meeting_id_member_id")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_meeting_cards_member_id", "meeting_cards", ["member_id"], unique=False)
    op.create_table(
        "meeting_changes",
        sa.Column("id", ID, nullable=False),
        sa.Column("meeting_id", ID, nullable=False),
        sa.Column("started_at", sa.BigInteger(), nullable=False),
        sa.Column("place", sa.String(length=128), nullable=False),
        sa.Column("cancels", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=True),
        sa.Column("changed_by", ID, nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["changed_by"], ["members.id"], name=op.f("fk_meeting_changes_changed_by_members")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_meeting_changes_meeting_id_meetings")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_changes")),
    )
    op.create_index("ix_meeting_changes_meeting_id", "meeting_changes", ["meeting_id"], unique=False)
    op.create_table(
        "meeting_feedback",
        sa.Column("meeting_id", ID, nullable=False),
        sa.Column("ask_at", sa.BigInteger(), nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=True),
        sa.Column("closes_at", sa.BigInteger(), nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=True),
        sa.Column("tally", sa.LargeBinary(), nullable=True),
        sa.Column("published_at", sa.BigInteger(), nullable=True),
        sa.Column("answered", sa.Integer(), nullable=True),
        sa.Column("result", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_meeting_feedback_meeting_id_meetings")),
        sa.PrimaryKeyConstraint("meeting_id", name=op.f("pk_meeting_feedback")),
    )
    op.create_index(
        "ix_meeting_feedback_ask_at",
        "meeting_feedback",
        ["ask_at"],
        unique=False,
        sqlite_where=sa.text("asked_at IS NULL AND published_at IS NULL"),
        postgresql_where=sa.text("asked_at IS NULL AND published_at IS NULL"),
    )
    op.create_index(
        "ix_meeting_feedback_closes_at",
        "meeting_feedback",
        ["closes_at"],
        unique=False,
        sqlite_where=sa.text("published_at IS NULL"),
        postgresql_where=sa.text("published_at IS NULL"),
    )
    op.create_table(
        "meeting_guests",
        sa.Column("id", ID, nullable=False),
        sa.Column("meeting_id", ID, nullable=False),
        sa.Column("member_id", ID, nullable=False),
        sa.Column("comes", sa.Boolean(), nullable=True),
        sa.Column("came_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_meeting_guests_meeting_id_meetings")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_meeting_guests_member_id_members")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_guests")),
        sa.UniqueConstraint("meeting_id", "member_id", name=op.f("uq_meeting_guests_meeting_id_member_id")),
    )
    op.create_index("ix_meeting_guests_member_id", "meeting_guests", ["member_id"], unique=False)
    op.create_table(
        "minutes",
        sa.Column("id", ID, nullable=False),
        sa.Column("meeting_id", ID, nullable=False),
        sa.Column("version", sa.SmallInteger(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=True),
        sa.Column("written_by", ID, nullable=False),
        sa.Column("written_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_minutes_meeting_id_meetings")),
        sa.ForeignKeyConstraint(["written_by"], ["members.id"], name=op.f("fk_minutes_written_by_members")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_minutes")),
        sa.UniqueConstraint("meeting_id", "version", name=op.f("uq_minutes_meeting_id_version")),
    )
    op.create_table(
        "poll_answers",
        sa.Column("poll_id", ID, nullable=False),
        sa.Column("pseudonym", sa.String(length=64), nullable=False),
        sa.Column("choice", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["poll_id"], ["polls.id"], name=op.f("fk_poll_answers_poll_id_polls")),
        sa.PrimaryKeyConstraint("poll_id", "pseudonym", name=op.f("pk_poll_answers")),
    )
    op.create_table(
        "proxy_deeds",
        sa.Column("id", ID, nullable=False),
        sa.Column("member_id", ID, nullable=False),
        sa.Column("proxy_id", ID, nullable=False),
        sa.Column("deed", sa.String(length=8), nullable=False),
        sa.Column("meeting_id", ID, nullable=True),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_proxy_deeds_meeting_id_meetings")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_proxy_deeds_member_id_members")),
        sa.ForeignKeyConstraint(["proxy_id"], ["members.id"], name=op.f("fk_proxy_deeds_proxy_id_members")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proxy_deeds")),
    )
    op.create_index("ix_proxy_deeds_at", "proxy_deeds", ["at"], unique=False)
    op.create_index("ix_proxy_deeds_member_id", "proxy_deeds", ["member_id"], unique=False)
    op.create_index("ix_proxy_deeds_proxy_id", "proxy_deeds", ["proxy_id"], unique=False)
    op.create_table(
        "resolutions",
        sa.Column("id", ID, nullable=False),
        sa.Column("meeting_id", ID, nullable=False),
        sa.Column("matter", sa.String(length=24), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("ayes", sa.Integer(), nullable=True),
        sa.Column("noes", sa.Integer(), nullable=True),
        sa.Column("abstentions", sa.Integer(), nullable=True),
        sa.Column("written_ayes", sa.Integer(), nullable=True),
        sa.Column("recorded_by", ID, nullable=False),
        sa.Column("recorded_at", sa.BigInteger(), nullable=False),
        sa.Column("outcome", sa.String(length=16), nullable=True),
        sa.Column("declared_by", ID, nullable=True),
        sa.Column("declared_at", sa.BigInteger(), nullable=True),
        sa.Column("expected_voters", sa.Integer(), nullable=True),
        sa.Column("present_voters", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["declared_by"], ["members.id"], name=op.f("fk_resolutions_declared_by_members")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_resolutions_meeting_id_meetings")),
        sa.ForeignKeyConstraint(["recorded_by"], ["members.id"], name=op.f("fk_resolutions_recorded_by_members")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_resolutions")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_resolutions_meeting_id"), "resolutions", ["meeting_id"], unique=False)
    op.create_table(
        "series_days",
        sa.Column("series_id", ID, nullable=False),
        sa.Column("nominal", sa.Date(), nullable=False),
        sa.Column("meeting_id", ID, nullable=True),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_series_days_meeting_id_meetings")),
        sa.ForeignKeyConstraint(["series_id"], ["series.id"], name=op.f("fk_series_days_series_id_series")),
        sa.PrimaryKeyConstraint("series_id", "nominal", name=op.f("pk_series_days")),
    )
    op.create_index("ix_series_days_meeting_id", "series_days", ["meeting_id"], unique=False)
    op.create_table(
        "sign_outs",
        sa.Column("meeting_id", ID, nullable=False),
        sa.Column("member_id", ID, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_sign_outs_meeting_id_meetings")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_sign_outs_member_id_members")),
        sa.PrimaryKeyConstraint("meeting_id", "member_id", name=op.f("pk_sign_outs")),
    )
    op.create_table(
        "slot_polls",
        sa.Column("id", ID, nullable=False),
        sa.Column("node_id", ID, nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("title", sa.String(length=128), nullable=False),
        sa.Column("place", sa.String(length=128), nullable=False),
        sa.Column("asked_by", ID, nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("settled_at", sa.BigInteger(), nullable=True),
        sa.Column("meeting_id", ID, nullable=True),
        sa.ForeignKeyConstraint(["asked_by"], ["members.id"], name=op.f("fk_slot_polls_asked_by_members")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_slot_polls_meeting_id_meetings")),
        sa.ForeignKeyConstraint(["node_id"], ["nodes.id"], name=op.f("fk_slot_polls_node_id_nodes")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_slot_polls")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "feedback_given",
        sa.Column("meeting_id", ID, nullable=False),
        sa.Column("pseudonym", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting_feedback.meeting_id"], name=op.f("fk_feedback_given_meeting_id_meeting_feedback")
        ),
        sa.PrimaryKeyConstraint("meeting_id", "pseudonym", name=op.f("pk_feedback_given")),
    )
    op.create_table(
        "slot_ballots",
        sa.Column("id", ID, nullable=False),
        sa.Column("poll_id", ID, nullable=False),
        sa.Column("member_id", ID, nullable=False),
        sa.Column("picks", sa.Text(), server_default="[]", nullable=False),
        sa.Column("answered_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_slot_ballots_member_id_members")),
        sa.ForeignKeyConstraint(["poll_id"], ["slot_polls.id"], name=op.f("fk_slot_ballots_poll_id_slot_polls")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_slot_ballots")),
        sa.UniqueConstraint("poll_id", "member_id", name=op.f("uq_slot_ballots_poll_id_member_id")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_slot_ballots_member_id", "slot_ballots", ["member_id"], unique=False)
    op.create_table(
        "slots",
        sa.Column("id", ID, nullable=False),
        sa.Column("poll_id", ID, nullable=False),
        sa.Column("starts_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["poll_id"], ["slot_polls.id"], name=op.f("fk_slots_poll_id_slot_polls")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_slots")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_slots_poll_id", "slots", ["poll_id"], unique=False)
    op.create_table(
        "tasks",
        sa.Column("id", ID, nullable=False),
        sa.Column("meeting_id", ID, nullable=False),
        sa.Column("resolution_id", ID, nullable=True),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("owner_id", ID, nullable=True),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("given_by", ID, nullable=False),
        sa.Column("given_at", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("closing", sa.LargeBinary(), nullable=True),
        sa.Column("closed_by", ID, nullable=True),
        sa.Column("closed_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["closed_by"], ["members.id"], name=op.f("fk_tasks_closed_by_members")),
        sa.ForeignKeyConstraint(["given_by"], ["members.id"], name=op.f("fk_tasks_given_by_members")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_tasks_meeting_id_meetings")),
        sa.ForeignKeyConstraint(["owner_id"], ["members.id"], name=op.f("fk_tasks_owner_id_members")),
        sa.ForeignKeyConstraint(["resolution_id"], ["resolutions.id"], name=op.f("fk_tasks_resolution_id_resolutions")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tasks")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_tasks_meeting_id"), "tasks", ["meeting_id"], unique=False)
    op.create_index(
        "ix_tasks_owner_id",
        "tasks",
        ["owner_id"],
        unique=False,
        sqlite_where=sa.text("state = 'open'"),
        postgresql_where=sa.text("state = 'open'"),
    )
    op.create_index(op.f("ix_tasks_resolution_id"), "tasks", ["resolution_id"], unique=False)
    op.add_column("meetings", sa.Column("second_at", sa.BigInteger(), nullable=True))
    op.add_column("roles", sa.Column("term_ends", sa.Date(), nullable=True))
