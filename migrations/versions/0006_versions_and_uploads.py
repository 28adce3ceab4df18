"""Versions and uploads."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

# What the version in force was before anything was written down: nobody can go back behind it.
NOTHING = b"x\x9c\xab\xae\x05\x00\x01u\x00\xf9"  # {}, compressed
FIRST = sa.text(
    "INSERT INTO versions (number, kickoff_id, kind, about, added, changed, removed, before, summary, by, at) "
    "SELECT directory.version, kickoffs.id, 'sheet', '', 0, 0, 0, :nothing, :nothing, '', directory.changed_at "
    "FROM directory, kickoffs WHERE kickoffs.is_current AND directory.version > 0"
)


def _one_of(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=32)


def upgrade() -> None:
    """Go to this revision."""
    op.add_column("topics", sa.Column("changed_in", sa.Integer(), server_default="0", nullable=False))
    op.add_column("stories", sa.Column("position", sa.Integer(), server_default="0", nullable=False))
    op.create_table(
        "uploads",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("kind", _one_of("kind", "sheet", "undo"), nullable=False),
        sa.Column("state", _one_of("state", "open", "applied", "cancelled"), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("target", sa.Integer(), nullable=True),
        sa.Column("sheet", sa.LargeBinary(), nullable=False),
        sa.Column("choices", sa.Text(), nullable=False),
        sa.Column("asked", sa.Text(), nullable=False),
        sa.Column("base", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=True),
        sa.Column("by", sa.String(length=320), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_uploads")),
    )
    op.create_index(op.f("ix_uploads_created_at"), "uploads", ["created_at"])
    op.create_table(
        "spellings",
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("decided_by", sa.String(length=320), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_spellings_person_id_people"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_spellings")),
    )
    op.create_index(op.f("ix_spellings_person_id"), "spellings", ["person_id"])
    op.create_table(
        "versions",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kickoff_id", sa.Integer(), nullable=False),
        sa.Column("kind", _one_of("kind", "sheet", "edit", "undo"), nullable=False),
        sa.Column("about", sa.String(length=300), nullable=False),
        sa.Column("added", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("removed", sa.Integer(), nullable=False),
        sa.Column("before", sa.LargeBinary(), nullable=False),
        sa.Column("summary", sa.LargeBinary(), nullable=False),
        sa.Column("by", sa.String(length=320), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["kickoff_id"], ["kickoffs.id"], name=op.f("fk_versions_kickoff_id_kickoffs"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_versions")),
    )
    op.create_index(op.f("ix_versions_kickoff_id"), "versions", ["kickoff_id"])
    op.execute(FIRST.bindparams(nothing=NOTHING))


def downgrade() -> None:
    """Go back to the revision before."""
    op.drop_table("versions")
    op.drop_table("spellings")
    op.drop_table("uploads")
    with op.batch_alter_table("stories") as stories:
        stories.drop_column("position")
    with op.batch_alter_table("topics") as topics:
        topics.drop_column("changed_in")
