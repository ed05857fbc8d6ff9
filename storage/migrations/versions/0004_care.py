"""What care remembers: moods, visits, talks, dates, surveys."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "mood_months",
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("after_id", ID, nullable=True),
        sa.PrimaryKeyConstraint("month", name=op.f("pk_mood_months")),
    )
    op.create_table(
        "purge_days",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_purge_days")),
    )
    op.create_table(
        "purges",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("what", sa.String(length=32), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("day", "what", name=op.f("pk_purges")),
    )
    op.create_table(
        "safekeeping",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("backed_up_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_safekeeping")),
    )
    op.create_table(
        "care_branches",
        sa.Column("node_id", ID, nullable=False),
        sa.Column("looked_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["node_id"], ["nodes.id"], name=op.f("fk_care_branches_node_id_nodes")),
        sa.PrimaryKeyConstraint("node_id", name=op.f("pk_care_branches")),
    )
    op.create_table(
        "care_rules",
        sa.Column("node_id", ID, nullable=False),
        sa.Column("rule", sa.String(length=16), nullable=False),
        sa.Column("is_on", sa.Boolean(), nullable=False),
        sa.Column("years", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["node_id"], ["nodes.id"], name=op.f("fk_care_rules_node_id_nodes")),
        sa.PrimaryKeyConstraint("node_id", "rule", name=op.f("pk_care_rules")),
    )
    op.create_table(
        "festival_plans",
        sa.Column("id", ID, nullable=False),
        sa.Column("node_id", ID, nullable=False),
        sa.Column("festival", sa.String(length=8), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["node_id"], ["nodes.id"], name=op.f("fk_festival_plans_node_id_nodes")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_festival_plans")),
        sa.UniqueConstraint("node_id", "festival", "on_day", name=op.f("uq_festival_plans_node_id_festival_on_day")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_festival_plans_on_day", "festival_plans", ["on_day"], unique=False)
    op.create_table(
        "mood_totals",
        sa.Column("node_id", ID, nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("lean", sa.String(length=8), nullable=False),
        sa.ForeignKeyConstraint(["node_id"], ["nodes.id"], name=op.f("fk_mood_totals_node_id_nodes")),
        sa.PrimaryKeyConstraint("node_id", "month", name=op.f("pk_mood_totals")),
    )
    op.create_table(
        "talk_triggers_off",
        sa.Column("node_id", ID, nullable=False),
        sa.Column("trigger", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(["node_id"], ["nodes.id"], name=op.f("fk_talk_triggers_off_node_id_nodes")),
        sa.PrimaryKeyConstraint("node_id", "trigger", name=op.f("pk_talk_triggers_off")),
    )
    op.create_table(
        "talk_years",
        sa.Column("node_id", ID, nullable=False),
        sa.Column("year", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["node_id"], ["nodes.id"], name=op.f("fk_talk_years_node_id_nodes")),
        sa.PrimaryKeyConstraint("node_id", name=op.f("pk_talk_years")),
    )
    op.create_table(
        "upward_reports",
        sa.Column("node_id", ID, nullable=False),
        sa.Column("quarter", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["node_id"], ["nodes.id"], name=op.f("fk_upward_reports_node_id_nodes")),
        sa.PrimaryKeyConstraint("node_id", "quarter", name=op.f("pk_upward_reports")),
    )
    op.create_table(
        "visit_rules",
        sa.Column("node_id", ID, nullable=False),
        sa.Column("trigger", sa.String(length=24), nullable=False),
        sa.Column("role", sa.String(length=32), nullable=False),
        sa.Column("hours", sa.Integer(), nullable=False),
        sa.Column("brings", sa.String(length=60), nullable=False),
        sa.Column("is_on", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["node_id"], ["nodes.id"], name=op.f("fk_visit_rules_node_id_nodes")),
        sa.PrimaryKeyConstraint("node_id", "trigger", name=op.f("pk_visit_rules")),
    )
    op.create_table(
        "born",
        sa.Column("member_id", ID, nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("written_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_born_member_id_members")),
        sa.PrimaryKeyConstraint("member_id", name=op.f("pk_born")),
    )
    op.create_table(
        "care_contacts",
        sa.Column("about_id", ID, nullable=False),
        sa.Column("by_id", ID, nullable=False),
        sa.Column("how", sa.String(length=8), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["about_id"], ["members.id"], name=op.f("fk_care_contacts_about_id_members")),
        sa.ForeignKeyConstraint(["by_id"], ["members.id"], name=op.f("fk_care_contacts_by_id_members")),
        sa.PrimaryKeyConstraint("about_id", "by_id", "how", name=op.f("pk_care_contacts")),
    )
    op.create_table(
        "care_leads",
        sa.Column("id", ID, nullable=False),
        sa.Column("node_id", ID, nullable=False),
        sa.Column("leader_id", ID, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("about_id", ID, nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("told_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["leader_id"], ["members.id"], name=op.f("fk_care_leads_leader_id_members")),
        sa.ForeignKeyConstraint(["node_id"], ["nodes.id"], name=op.f("fk_care_leads_node_id_nodes")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_care_leads")),
        sa.UniqueConstraint(
            "node_id",
            "leader_id",
            "kind",
            "about_id",
            "on_day",
            name=op.f("uq_care_leads_node_id_leader_id_kind_about_id_on_day"),
        ),
    )
    op.create_index("ix_care_leads_on_day", "care_leads", ["on_day"], unique=False)
    op.create_table(
        "care_wishes",
        sa.Column("member_id", ID, nullable=False),
        sa.Column("said", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_care_wishes_member_id_members")),
        sa.PrimaryKeyConstraint("member_id", "said", name=op.f("pk_care_wishes")),
    )
    op.create_table(
        "congratulations",
        sa.Column("id", ID, nullable=False),
        sa.Column("member_id", ID, nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.Column("posted_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_congratulations_member_id_members")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_congratulations")),
        sa.UniqueConstraint("member_id", "on_day", name=op.f("uq_congratulations_member_id_on_day")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_congratulations_due_at",
        "congratulations",
        ["due_at"],
        unique=False,
        sqlite_where=sa.text("posted_at IS NULL"),
        postgresql_where=sa.text("posted_at IS NULL"),
    )
    op.create_index("ix_congratulations_on_day", "congratulations", ["on_day"], unique=False)
    op.create_table(
        "contact_asks",
        sa.Column("id", ID, nullable=False),
        sa.Column("member_id", ID, nullable=False),
        sa.Column("leader_id", ID, nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("done_at", sa.BigInteger(), nullable=True),
        sa.Column("taken_back", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.ForeignKeyConstraint(["leader_id"], ["members.id"], name=op.f("fk_contact_asks_leader_id_members")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_contact_asks_member_id_members")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_asks")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_contact_asks_leader_id", "contact_asks", ["leader_id"], unique=False)
    op.create_index("ix_contact_asks_member_id", "contact_asks", ["member_id"], unique=False)
    op.create_table(
        "deaths",
        sa.Column("member_id", ID, nullable=False),
        sa.Column("recorded_by", ID, nullable=False),
        sa.Column("recorded_at", sa.BigInteger(), nullable=False),
        sa.Column("before", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_deaths_member_id_members")),
        sa.PrimaryKeyConstraint("member_id", name=op.f("pk_deaths")),
    )
    op.create_table(
        "festival_people",
        sa.Column("plan_id", ID, nullable=False),
        sa.Column("member_id", ID, nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("visitor_id", ID, nullable=True),
        sa.Column("visit_id", ID, nullable=True),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_festival_people_member_id_members")),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["festival_plans.id"], name=op.f("fk_festival_people_plan_id_festival_plans")
        ),
        sa.ForeignKeyConstraint(["visitor_id"], ["members.id"], name=op.f("fk_festival_people_visitor_id_members")),
        sa.PrimaryKeyConstraint("plan_id", "member_id", name=op.f("pk_festival_people")),
    )
    op.create_index("ix_festival_people_member_id", "festival_people", ["member_id"], unique=False)
    op.create_table(
        "fifty_year_checks",
        sa.Column("member_id", ID, nullable=False),
        sa.Column("year", sa.SmallInteger(), nullable=False),
        sa.Column("verdict", sa.String(length=16), nullable=False),
        sa.Column("checked_by", ID, nullable=False),
        sa.Column("checked_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["checked_by"], ["members.id"], name=op.f("fk_fifty_year_checks_checked_by_members")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_fifty_year_checks_member_id_members")),
        sa.PrimaryKeyConstraint("member_id", "year", name=op.f("pk_fifty_year_checks")),
    )
    op.create_table(
        "fixes",
        sa.Column("id", ID, nullable=False),
        sa.Column("member_id", ID, nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("keeper_id", ID, nullable=True),
        sa.Column("done", sa.Boolean(), nullable=True),
        sa.Column("answer", sa.LargeBinary(), nullable=True),
        sa.Column("decided_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_fixes_member_id_members")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fixes")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_fixes_decided_at", "fixes", ["decided_at"], unique=False)
    op.create_index("ix_fixes_member_id", "fixes", ["member_id"], unique=False)
    op.create_table(
        "kin_requests",
        sa.Column("id", ID, nullable=False),
        sa.Column("member_id", ID, nullable=False),
        sa.Column("kin", sa.LargeBinary(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("entered_by", ID, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_kin_requests_member_id_members")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kin_requests")),
    )
    op.create_index("ix_kin_requests_at", "kin_requests", ["at"], unique=False)
    op.create_table(
        "leavers",
        sa.Column("member_id", ID, nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_leavers_member_id_members")),
        sa.PrimaryKeyConstraint("member_id", name=op.f("pk_leavers")),
    )
    op.create_table(
        "mood_answers",
        sa.Column("id", ID, nullable=False),
        sa.Column("member_id", ID, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("mood", sa.LargeBinary(), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_mood_answers_member_id_members")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mood_answers")),
        sa.UniqueConstraint("member_id", "day", name=op.f("uq_mood_answers_member_id_day")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_mood_answers_day", "mood_answers", ["day"], unique=False)
    op.create_table(
        "mood_rhythms",
        sa.Column("member_id", ID, nullable=False),
        sa.Column("often", sa.String(length=8), nullable=False),
        sa.Column("day", sa.SmallInteger(), nullable=False),
        sa.Column("hour", sa.SmallInteger(), nullable=False),
        sa.Column("plan_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_mood_rhythms_member_id_members")),
        sa.PrimaryKeyConstraint("member_id", name=op.f("pk_mood_rhythms")),
    )
    op.create_index("ix_mood_rhythms_plan_at", "mood_rhythms", ["plan_at"], unique=False)
    op.create_table(
        "mourners",
        sa.Column("member_id", ID, nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_mourners_member_id_members")),
        sa.PrimaryKeyConstraint("member_id", name=op.f("pk_mourners")),
    )
    op.create_table(
        "own_days",
        sa.Column("id", ID, nullable=False),
        sa.Column("member_id", ID, nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("with_leader", sa.Boolean(), nullable=False),
        sa.Column("over_on", sa.Date(), nullable=True),
        sa.Column("written_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_own_days_member_id_members")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_days")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_own_days_member_id", "own_days", ["member_id"], unique=False)
    op.create_index("ix_own_days_over_on", "own_days", ["over_on"], unique=False)
    op.create_table(
        "surveys",
        sa.Column("id", ID, nullable=False),
        sa.Column("node_id", ID, nullable=False),
        sa.Column("title", sa.String(length=30), nullable=False),
        sa.Column("opened_by", ID, nullable=False),
        sa.Column("opened_at", sa.BigInteger(), nullable=False),
        sa.Column("closes_at", sa.BigInteger(), nullable=False),
        sa.Column("closed_at", sa.BigInteger(), nullable=True),
        sa.Column("in_chat", sa.LargeBinary(), nullable=True),
        sa.Column("on_paper", sa.LargeBinary(), nullable=True),
        sa.Column("results", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["node_id"], ["nodes.id"], name=op.f("fk_surveys_node_id_nodes")),
        sa.ForeignKeyConstraint(["opened_by"], ["members.id"], name=op.f("fk_surveys_opened_by_members")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_surveys")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_surveys_closes_at",
        "surveys",
        ["closes_at"],
        unique=False,
        sqlite_where=sa.text("closed_at IS NULL"),
        postgresql_where=sa.text("closed_at IS NULL"),
    )
    op.create_index("ix_surveys_node_id", "surveys", ["node_id", "closed_at"], unique=False)
    op.create_index(
        "uq_surveys_open",
        "surveys",
        ["node_id"],
        unique=True,
        sqlite_where=sa.text("closed_at IS NULL"),
        postgresql_where=sa.text("closed_at IS NULL"),
    )
    op.create_table(
        "talks",
        sa.Column("id", ID, nullable=False),
        sa.Column("asker_id", ID, nullable=False),
        sa.Column("other_id", ID, nullable=False),
        sa.Column("proposer_id", ID, nullable=False),
        sa.Column("starts_at", sa.BigInteger(), nullable=False),
        sa.Column("place", sa.String(length=8), nullable=False),
        sa.Column("where_exactly", sa.LargeBinary(), nullable=True),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("trigger", sa.String(length=16), nullable=True),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=True),
        sa.Column("note", sa.LargeBinary(), nullable=True),
        sa.Column("noted_by", ID, nullable=True),
        sa.Column("note_agreed", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.ForeignKeyConstraint(["asker_id"], ["members.id"], name=op.f("fk_talks_asker_id_members")),
        sa.ForeignKeyConstraint(["other_id"], ["members.id"], name=op.f("fk_talks_other_id_members")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_talks")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_talks_asker_id", "talks", ["asker_id", "state"], unique=False)
    op.create_index("ix_talks_held_on", "talks", ["held_on"], unique=False)
    op.create_index("ix_talks_other_id", "talks", ["other_id", "state"], unique=False)
    op.create_table(
        "visits",
        sa.Column("id", ID, nullable=False),
        sa.Column("about_id", ID, nullable=False),
        sa.Column("trigger", sa.String(length=24), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("reported_by", ID, nullable=True),
        sa.Column("reported_at", sa.BigInteger(), nullable=False),
        sa.Column("wish", sa.String(length=8), nullable=True),
        sa.Column("visitor_id", ID, nullable=True),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("look_at", sa.BigInteger(), nullable=True),
        sa.Column("went_on", sa.Date(), nullable=True),
        sa.Column("next_on", sa.Date(), nullable=True),
        sa.Column("next_done", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        sa.Column("note", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["about_id"], ["members.id"], name=op.f("fk_visits_about_id_members")),
        sa.ForeignKeyConstraint(["reported_by"], ["members.id"], name=op.f("fk_visits_reported_by_members")),
        sa.ForeignKeyConstraint(["visitor_id"], ["members.id"], name=op.f("fk_visits_visitor_id_members")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visits")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_visits_about_id", "visits", ["about_id", "state"], unique=False)
    op.create_index("ix_visits_state", "visits", ["state", "reported_at"], unique=False)
    op.create_index("ix_visits_visitor_id", "visits", ["visitor_id", "state"], unique=False)
    op.create_table(
        "survey_settled",
        sa.Column("survey_id", ID, nullable=False),
        sa.Column("member_id", ID, nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_survey_settled_member_id_members")),
        sa.ForeignKeyConstraint(["survey_id"], ["surveys.id"], name=op.f("fk_survey_settled_survey_id_surveys")),
        sa.PrimaryKeyConstraint("survey_id", "member_id", name=op.f("pk_survey_settled")),
    )
    op.create_index("ix_survey_settled_member_id", "survey_settled", ["member_id"], unique=False)
    op.add_column("branch_calendars", sa.Column("fifty_list_month", sa.SmallInteger(), nullable=True))
    op.add_column("branch_calendars", sa.Column("fifty_list_day", sa.SmallInteger(), nullable=True))
