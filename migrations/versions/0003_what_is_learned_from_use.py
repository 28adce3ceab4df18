"""What is learned from use."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

GAP_TOPIC, GAP_LESSON = "fk_gaps_topic_id_topics", "fk_gaps_lesson_id_lessons"


def _kind() -> sa.Enum:
    return sa.Enum("helped", "correction", "gap", name="kind", native_enum=False, create_constraint=True, length=32)


def upgrade() -> None:
    """Go to this revision."""
    op.add_column("directory", sa.Column("lessons", sa.Integer(), server_default="0", nullable=False))
    op.create_table(
        "lessons",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("topic_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("kind", _kind(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("setting", sa.Text(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "waiting",
                "approved",
                "rejected",
                "undone",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("taught_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.String(length=320), nullable=False),
        sa.ForeignKeyConstraint(
            ["topic_id"], ["topics.id"], name=op.f("fk_lessons_topic_id_topics"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lessons")),
        sa.UniqueConstraint("topic_id", "key", name=op.f("uq_lessons_topic_id_key")),
    )
    op.create_table(
        "teachings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("lesson_id", sa.String(length=16), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("kind", _kind(), nullable=False),
        sa.Column("suggestion_id", sa.String(length=32), nullable=True),
        sa.Column("taught_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["lesson_id"], ["lessons.id"], name=op.f("fk_teachings_lesson_id_lessons"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_teachings_person_id_people"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["suggestion_id"],
            ["suggestions.id"],
            name=op.f("fk_teachings_suggestion_id_suggestions"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_teachings")),
        sa.UniqueConstraint("lesson_id", "person_id", name=op.f("uq_teachings_lesson_id_person_id")),
    )
    op.create_index(op.f("ix_teachings_person_id"), "teachings", ["person_id"])
    op.create_index(op.f("ix_teachings_suggestion_id"), "teachings", ["suggestion_id"])
    with op.batch_alter_table("gaps") as gaps:
        gaps.add_column(sa.Column("topic_id", sa.Integer(), nullable=True))
        gaps.add_column(sa.Column("lesson_id", sa.String(length=16), nullable=True))
        gaps.add_column(sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True))
        gaps.add_column(sa.Column("decided_by", sa.String(length=320), server_default="", nullable=False))
        gaps.create_foreign_key(op.f(GAP_TOPIC), "topics", ["topic_id"], ["id"], ondelete="SET NULL")
        gaps.create_foreign_key(op.f(GAP_LESSON), "lessons", ["lesson_id"], ["id"], ondelete="SET NULL")


def downgrade() -> None:
    """Go back to the one before."""
    with op.batch_alter_table("gaps") as gaps:
        gaps.drop_constraint(op.f(GAP_LESSON), type_="foreignkey")
        gaps.drop_constraint(op.f(GAP_TOPIC), type_="foreignkey")
        gaps.drop_column("decided_by")
        gaps.drop_column("decided_at")
        gaps.drop_column("lesson_id")
        gaps.drop_column("topic_id")
    op.drop_table("teachings")
    op.drop_table("lessons")
    op.drop_column("directory", "lessons")
