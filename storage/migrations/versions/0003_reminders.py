"""What reminders, study, broadcasts and the secretary's calendar remember."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
REMIND = (
    "(state = 'announced' AND coalesce(reminded_for, 0) <> starts_at)"
    " OR (state <> 'announced' AND reminded_for IS NOT NULL)"
)


def upgrade() -> None:
    op.create_table(
        "burden",
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("messages", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint("chat_id", "day", name=op.f("pk_burden")),
    )
    op.create_index("ix_burden_day", "burden", ["day"], unique=False)
    op.create_table(
        "forum_topics",
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("purpose", sa.String(length=16), nullable=False),
        sa.Column("thread_id", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("chat_id", "purpose", name=op.f("pk_forum_topics")),
    )
    op.create_table(
        "study_rounds",
        sa.Column("year", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("after_id", ID, nullable=False),
        sa.Column("done", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("year", name=op.f("pk_study_rounds")),
    )
    op.create_table(
        "tenures",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tenures")),
    )
    op.create_table(
        "branch_calendars",
        sa.Column("node_id", ID, nullable=False),
        sa.Column("term_ends", sa.Date(), nullable=True),
        sa.Column("dues_day", sa.SmallInteger(), nullable=True),
        sa.Column("looked_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["node_id"], ["nodes.id"], name=op.f("fk_branch_calendars_node_id_nodes")),
        sa.PrimaryKeyConstraint("node_id", name=op.f("pk_branch_calendars")),
    )
    op.create_table(
        "duties_off",
        sa.Column("node_id", ID, nullable=False),
        sa.Column("code", sa.String(length=24), nullable=False),
        sa.ForeignKeyConstraint(["node_id"], ["nodes.id"], name=op.f("fk_duties_off_node_id_nodes")),
        sa.PrimaryKeyConstraint("node_id", "code", name=op.f("pk_duties_off")),
    )
    op.create_table(
        "broadcasts",
        sa.Column("id", ID, nullable=False),
        sa.Column("node_id", ID, nullable=False),
        sa.Column("audience", sa.String(length=16), nullable=False),
        sa.Column("author_id", ID, nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=True),
        sa.Column("sender", sa.String(length=160), nullable=False),
        sa.Column("media_kind", sa.String(length=16), nullable=True),
        sa.Column("media", sa.LargeBinary(), nullable=True),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("starts_at", sa.BigInteger(), nullable=False),
        sa.Column("ends_at", sa.BigInteger(), nullable=False),
        sa.Column("next_at", sa.BigInteger(), nullable=False),
        sa.Column("shown_at", sa.BigInteger(), nullable=False),
        sa.Column("listed_to", ID, nullable=True),
        sa.ForeignKeyConstraint(["author_id"], ["members.id"], name=op.f("fk_broadcasts_author_id_members")),
        sa.ForeignKeyConstraint(["node_id"], ["nodes.id"], name=op.f("fk_broadcasts_node_id_nodes")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_broadcasts")),
    )
    op.create_index(
        "ix_broadcasts_next_at",
        "broadcasts",
        ["next_at"],
        unique=False,
        sqlite_where=sa.text("state IN ('scheduled', 'sending')"),
        postgresql_where=sa.text("state IN ('scheduled', 'sending')"),
    )
    op.create_index("ix_broadcasts_node_id", "broadcasts", ["node_id", "id"], unique=False)
    op.create_table(
        "calls",
        sa.Column("id", ID, nullable=False),
        sa.Column("member_id", ID, nullable=False),
        sa.Column("matter", sa.String(length=16), nullable=False),
        sa.Column("ref", ID, nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("nudges", sa.SmallInteger(), nullable=False),
        sa.Column("nudge_at", sa.BigInteger(), nullable=True),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.Column("done_by", ID, nullable=True),
        sa.Column("outcome", sa.String(length=16), nullable=True),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_calls_member_id_members")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calls")),
        sa.UniqueConstraint("member_id", "matter", "ref", name=op.f("uq_calls_member_id_matter_ref")),
    )
    op.create_index("ix_calls_ended_at", "calls", ["ended_at"], unique=False)
    op.create_index("ix_calls_matter", "calls", ["matter", "ref"], unique=False)
    op.create_index(
        "ix_calls_nudge_at",
        "calls",
        ["nudge_at"],
        unique=False,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.create_table(
        "courses",
        sa.Column("id", ID, nullable=False),
        sa.Column("node_id", ID, nullable=False),
        sa.Column("title", sa.String(length=60), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("teacher", sa.String(length=60), nullable=False),
        sa.Column("minutes", sa.SmallInteger(), nullable=True),
        sa.Column("link", sa.String(length=500), nullable=True),
        sa.Column("file_id", sa.String(length=256), nullable=True),
        sa.Column("file_kind", sa.String(length=16), nullable=True),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("added_by", ID, nullable=False),
        sa.Column("added_at", sa.BigInteger(), nullable=False),
        sa.Column("retired_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["added_by"], ["members.id"], name=op.f("fk_courses_added_by_members")),
        sa.ForeignKeyConstraint(["node_id"], ["nodes.id"], name=op.f("fk_courses_node_id_nodes")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_courses")),
    )
    op.create_index("ix_courses_node_id", "courses", ["node_id"], unique=False)
    op.create_table(
        "duties",
        sa.Column("id", ID, nullable=False),
        sa.Column("node_id", ID, nullable=False),
        sa.Column("code", sa.String(length=24), nullable=False),
        sa.Column("period", sa.String(length=16), nullable=False),
        sa.Column("about_id", ID, nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("until_day", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("settled_by", ID, nullable=True),
        sa.Column("settled_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["node_id"], ["nodes.id"], name=op.f("fk_duties_node_id_nodes")),
        sa.ForeignKeyConstraint(["settled_by"], ["members.id"], name=op.f("fk_duties_settled_by_members")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duties")),
        sa.UniqueConstraint(
            "node_id", "code", "period", "about_id", name=op.f("uq_duties_node_id_code_period_about_id")
        ),
    )
    op.create_index("ix_duties_node_id", "duties", ["node_id", "state"], unique=False)
    op.create_index("ix_duties_until_day", "duties", ["until_day"], unique=False)
    op.create_table(
        "duty_wishes",
        sa.Column("member_id", ID, nullable=False),
        sa.Column("code", sa.String(length=24), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_duty_wishes_member_id_members")),
        sa.PrimaryKeyConstraint("member_id", "code", name=op.f("pk_duty_wishes")),
    )
    op.create_table(
        "paper_packs",
        sa.Column("member_id", ID, autoincrement=False, nullable=False),
        sa.Column("added_by", ID, nullable=False),
        sa.Column("added_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["added_by"], ["members.id"], name=op.f("fk_paper_packs_added_by_members")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_paper_packs_member_id_members")),
        sa.PrimaryKeyConstraint("member_id", name=op.f("pk_paper_packs")),
    )
    op.create_table(
        "party_dates",
        sa.Column("member_id", ID, nullable=False),
        sa.Column("join_date", sa.Date(), nullable=True),
        sa.Column("full_member_date", sa.Date(), nullable=True),
        sa.Column("probation_until", sa.Date(), nullable=True),
        sa.Column("written_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_party_dates_member_id_members")),
        sa.PrimaryKeyConstraint("member_id", name=op.f("pk_party_dates")),
    )
    op.create_table(
        "quizzes",
        sa.Column("id", ID, nullable=False),
        sa.Column("node_id", ID, nullable=False),
        sa.Column("week", sa.Integer(), nullable=False),
        sa.Column("question", sa.String(length=200), nullable=False),
        sa.Column("options", sa.Text(), nullable=False),
        sa.Column("right_option", sa.SmallInteger(), nullable=False),
        sa.Column("explanation", sa.String(length=300), nullable=False),
        sa.Column("added_by", ID, nullable=False),
        sa.Column("added_at", sa.BigInteger(), nullable=False),
        sa.Column("withdrawn_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["added_by"], ["members.id"], name=op.f("fk_quizzes_added_by_members")),
        sa.ForeignKeyConstraint(["node_id"], ["nodes.id"], name=op.f("fk_quizzes_node_id_nodes")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quizzes")),
    )
    op.create_index("ix_quizzes_node_id", "quizzes", ["node_id", "week"], unique=False)
    op.create_table(
        "reminder_wishes",
        sa.Column("member_id", ID, nullable=False),
        sa.Column("mode", sa.String(length=8), nullable=False),
        sa.Column("steps", sa.String(length=16), nullable=False),
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
    op.create_index(
        "ix_reminders_ended_at",
        "reminders",
        ["ended_at"],
        unique=False,
        sqlite_where=sa.text("ended_at IS NOT NULL"),
        postgresql_where=sa.text("ended_at IS NOT NULL"),
    )
    op.create_index("ix_reminders_member_id", "reminders", ["member_id", "state"], unique=False)
    op.create_index("ix_reminders_told_with", "reminders", ["told_with"], unique=False)
    op.create_table(
        "study_hours",
        sa.Column("id", ID, nullable=False),
        sa.Column("member_id", ID, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=16), nullable=False),
        sa.Column("ref", ID, nullable=True),
        sa.Column("title", sa.LargeBinary(), nullable=False),
        sa.Column("entered_by", ID, nullable=True),
        sa.Column("added_at", sa.BigInteger(), nullable=False),
        sa.Column("struck_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_study_hours_member_id_members")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_study_hours")),
        sa.UniqueConstraint("member_id", "source", "ref", name=op.f("uq_study_hours_member_id_source_ref")),
    )
    op.create_index("ix_study_hours_day", "study_hours", ["day"], unique=False)
    op.create_index("ix_study_hours_member_id", "study_hours", ["member_id", "day"], unique=False)
    op.create_table(
        "study_programmes",
        sa.Column("id", ID, nullable=False),
        sa.Column("node_id", ID, nullable=False),
        sa.Column("learners", sa.String(length=16), nullable=False),
        sa.Column("title", sa.String(length=60), nullable=False),
        sa.Column("created_by", ID, nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("withdrawn_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["created_by"], ["members.id"], name=op.f("fk_study_programmes_created_by_members")),
        sa.ForeignKeyConstraint(["node_id"], ["nodes.id"], name=op.f("fk_study_programmes_node_id_nodes")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_study_programmes")),
    )
    op.create_index("ix_study_programmes_node_id", "study_programmes", ["node_id"], unique=False)
    op.create_table(
        "study_tastes",
        sa.Column("member_id", ID, nullable=False),
        sa.Column("taste", sa.String(length=8), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_study_tastes_member_id_members")),
        sa.PrimaryKeyConstraint("member_id", name=op.f("pk_study_tastes")),
    )
    op.create_table(
        "teachers",
        sa.Column("id", ID, nullable=False),
        sa.Column("node_id", ID, nullable=False),
        sa.Column("member_id", ID, nullable=True),
        sa.Column("name", sa.String(length=32), nullable=False),
        sa.Column("speciality", sa.String(length=60), nullable=False),
        sa.Column("added_by", ID, nullable=False),
        sa.Column("added_at", sa.BigInteger(), nullable=False),
        sa.Column("retired_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["added_by"], ["members.id"], name=op.f("fk_teachers_added_by_members")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_teachers_member_id_members")),
        sa.ForeignKeyConstraint(["node_id"], ["nodes.id"], name=op.f("fk_teachers_node_id_nodes")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_teachers")),
    )
    op.create_index("ix_teachers_member_id", "teachers", ["member_id"], unique=False)
    op.create_index("ix_teachers_node_id", "teachers", ["node_id"], unique=False)
    op.create_table(
        "told",
        sa.Column("member_id", ID, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("messages", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_told_member_id_members")),
        sa.PrimaryKeyConstraint("member_id", "day", name=op.f("pk_told")),
    )
    op.create_index("ix_told_day", "told", ["day"], unique=False)
    op.create_table(
        "broadcast_recipients",
        sa.Column("broadcast_id", ID, nullable=False),
        sa.Column("member_id", ID, nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.Column("tries", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["broadcast_id"], ["broadcasts.id"], name=op.f("fk_broadcast_recipients_broadcast_id_broadcasts")
        ),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_broadcast_recipients_member_id_members")),
        sa.PrimaryKeyConstraint("broadcast_id", "member_id", name=op.f("pk_broadcast_recipients")),
    )
    op.create_index("ix_broadcast_recipients_member_id", "broadcast_recipients", ["member_id", "state"], unique=False)
    op.create_index(
        "ix_broadcast_recipients_state", "broadcast_recipients", ["broadcast_id", "state", "due_at"], unique=False
    )
    op.create_table(
        "lectures",
        sa.Column("id", ID, nullable=False),
        sa.Column("teacher_id", ID, nullable=False),
        sa.Column("node_id", ID, nullable=False),
        sa.Column("topic", sa.String(length=60), nullable=False),
        sa.Column("starts_at", sa.BigInteger(), nullable=False),
        sa.Column("other_at", sa.BigInteger(), nullable=True),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("asked_by", ID, nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["asked_by"], ["members.id"], name=op.f("fk_lectures_asked_by_members")),
        sa.ForeignKeyConstraint(["node_id"], ["nodes.id"], name=op.f("fk_lectures_node_id_nodes")),
        sa.ForeignKeyConstraint(["teacher_id"], ["teachers.id"], name=op.f("fk_lectures_teacher_id_teachers")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lectures")),
    )
    op.create_index("ix_lectures_node_id", "lectures", ["node_id", "starts_at"], unique=False)
    op.create_index("ix_lectures_teacher_id", "lectures", ["teacher_id"], unique=False)
    op.create_table(
        "make_up_materials",
        sa.Column("meeting_id", ID, nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("course_id", ID, nullable=True),
        sa.Column("written_by", ID, nullable=False),
        sa.Column("written_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["course_id"], ["courses.id"], name=op.f("fk_make_up_materials_course_id_courses")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_make_up_materials_meeting_id_meetings")),
        sa.ForeignKeyConstraint(["written_by"], ["members.id"], name=op.f("fk_make_up_materials_written_by_members")),
        sa.PrimaryKeyConstraint("meeting_id", name=op.f("pk_make_up_materials")),
    )
    op.create_table(
        "make_ups",
        sa.Column("id", ID, nullable=False),
        sa.Column("meeting_id", ID, nullable=False),
        sa.Column("member_id", ID, nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.Column("done_at", sa.BigInteger(), nullable=True),
        sa.Column("recorded_by", ID, nullable=True),
        sa.Column("note", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_make_ups_meeting_id_meetings")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_make_ups_member_id_members")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_make_ups")),
        sa.UniqueConstraint("meeting_id", "member_id", name=op.f("uq_make_ups_meeting_id_member_id")),
    )
    op.create_index("ix_make_ups_member_id", "make_ups", ["member_id", "state"], unique=False)
    op.create_index(
        "ix_make_ups_noted",
        "make_ups",
        ["due_at"],
        unique=False,
        sqlite_where=sa.text("note IS NOT NULL"),
        postgresql_where=sa.text("note IS NOT NULL"),
    )
    op.create_table(
        "meeting_wishes",
        sa.Column("meeting_id", ID, nullable=False),
        sa.Column("member_id", ID, nullable=False),
        sa.Column("steps", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_meeting_wishes_meeting_id_meetings")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_meeting_wishes_member_id_members")),
        sa.PrimaryKeyConstraint("meeting_id", "member_id", name=op.f("pk_meeting_wishes")),
    )
    op.create_index("ix_meeting_wishes_member_id", "meeting_wishes", ["member_id"], unique=False)
    op.create_table(
        "study_pieces",
        sa.Column("id", ID, nullable=False),
        sa.Column("programme_id", ID, nullable=False),
        sa.Column("number", sa.SmallInteger(), nullable=False),
        sa.Column("title", sa.String(length=60), nullable=False),
        sa.Column("course_id", ID, nullable=True),
        sa.Column("link", sa.String(length=500), nullable=True),
        sa.Column("words", sa.String(length=200), nullable=False),
        sa.Column("minutes", sa.SmallInteger(), nullable=False),
        sa.Column("opens_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("withdrawn_at", sa.BigInteger(), nullable=True),
        sa.Column("plan_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["course_id"], ["courses.id"], name=op.f("fk_study_pieces_course_id_courses")),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["study_programmes.id"], name=op.f("fk_study_pieces_programme_id_study_programmes")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_study_pieces")),
    )
    op.create_index(
        "ix_study_pieces_plan_at",
        "study_pieces",
        ["plan_at"],
        unique=False,
        sqlite_where=sa.text("plan_at IS NOT NULL"),
        postgresql_where=sa.text("plan_at IS NOT NULL"),
    )
    op.create_index("ix_study_pieces_programme_id", "study_pieces", ["programme_id", "due_on"], unique=False)
    op.create_table(
        "lecture_opinions",
        sa.Column("lecture_id", ID, nullable=False),
        sa.Column("opinion", sa.String(length=16), nullable=False),
        sa.Column("said", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["lecture_id"], ["lectures.id"], name=op.f("fk_lecture_opinions_lecture_id_lectures")),
        sa.PrimaryKeyConstraint("lecture_id", "opinion", name=op.f("pk_lecture_opinions")),
    )
    op.create_table(
        "study_marks",
        sa.Column("piece_id", ID, nullable=False),
        sa.Column("member_id", ID, nullable=False),
        sa.Column("marked_at", sa.BigInteger(), nullable=False),
        sa.Column("method", sa.String(length=8), nullable=False),
        sa.Column("entered_by", ID, nullable=True),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_study_marks_member_id_members")),
        sa.ForeignKeyConstraint(["piece_id"], ["study_pieces.id"], name=op.f("fk_study_marks_piece_id_study_pieces")),
        sa.PrimaryKeyConstraint("piece_id", "member_id", name=op.f("pk_study_marks")),
    )
    op.create_index("ix_study_marks_marked_at", "study_marks", ["marked_at"], unique=False)
    op.create_index("ix_study_marks_member_id", "study_marks", ["member_id"], unique=False)
    op.create_table(
        "study_notes",
        sa.Column("id", ID, nullable=False),
        sa.Column("member_id", ID, nullable=False),
        sa.Column("piece_id", ID, nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        sa.Column("written_at", sa.BigInteger(), nullable=False),
        sa.Column("shared", sa.String(length=8), nullable=True),
        sa.Column("erased_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_study_notes_member_id_members")),
        sa.ForeignKeyConstraint(["piece_id"], ["study_pieces.id"], name=op.f("fk_study_notes_piece_id_study_pieces")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_study_notes")),
        sa.UniqueConstraint("member_id", "piece_id", name=op.f("uq_study_notes_member_id_piece_id")),
    )
    op.create_index("ix_study_notes_erased_at", "study_notes", ["erased_at"], unique=False)
    op.create_index("ix_study_notes_written_at", "study_notes", ["written_at"], unique=False)
    op.add_column("meetings", sa.Column("reminded_for", sa.BigInteger(), nullable=True))
    op.add_column("meetings", sa.Column("make_up_at", sa.BigInteger(), nullable=True))
    op.create_index(
        "ix_meetings_to_make_up",
        "meetings",
        ["id"],
        unique=False,
        sqlite_where=sa.text("make_up_at IS NOT NULL"),
        postgresql_where=sa.text("make_up_at IS NOT NULL"),
    )
    op.create_index(
        "ix_meetings_to_plan",
        "meetings",
        ["id"],
        unique=False,
        sqlite_where=sa.text(REMIND),
        postgresql_where=sa.text(REMIND),
    )
    op.add_column("outbox", sa.Column("rests_from", sa.BigInteger(), nullable=True))
    op.add_column("outbox", sa.Column("rests_until", sa.BigInteger(), nullable=True))
    op.add_column("outbox", sa.Column("asleep", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.drop_index(op.f("ix_outbox_due"), table_name="outbox", sqlite_where=sa.text("state = 'waiting'"))
    op.drop_index(op.f("ix_outbox_state"), table_name="outbox")
    op.drop_index(op.f("uq_outbox_topic_waiting"), table_name="outbox", sqlite_where=sa.text("state = 'waiting'"))
    op.create_index(
        "ix_outbox_asleep",
        "outbox",
        ["due_at"],
        unique=False,
        sqlite_where=sa.text("state = 'waiting' AND asleep"),
        postgresql_where=sa.text("state = 'waiting' AND asleep"),
    )
    op.create_index(
        "ix_outbox_beyond",
        "outbox",
        ["state", "ended_at"],
        unique=False,
        sqlite_where=sa.text("state <> 'waiting'"),
        postgresql_where=sa.text("state <> 'waiting'"),
    )
    op.create_index(
        "ix_outbox_forgotten",
        "outbox",
        ["ended_at"],
        unique=False,
        sqlite_where=sa.text("ended_at IS NOT NULL AND length(key) IS NULL"),
        postgresql_where=sa.text("ended_at IS NOT NULL AND length(key) IS NULL"),
    )
    op.create_index(
        "ix_outbox_line",
        "outbox",
        ["lane", "id"],
        unique=False,
        sqlite_where=sa.text("state = 'waiting' AND NOT asleep"),
        postgresql_where=sa.text("state = 'waiting' AND NOT asleep"),
    )
    op.create_index(
        "uq_outbox_living",
        "outbox",
        ["topic"],
        unique=True,
        sqlite_where=sa.text("state = 'waiting' AND topic IS NOT NULL"),
        postgresql_where=sa.text("state = 'waiting' AND topic IS NOT NULL"),
    )
