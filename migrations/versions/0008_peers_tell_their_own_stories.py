"""Peers tell their own stories; what Slack says of somebody has an age; what was sent can be drawn anew."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def _one_of(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=32)


def upgrade() -> None:
    """Go to this revision."""
    op.add_column("people", sa.Column("channel", sa.String(length=32), server_default="", nullable=False))
    op.add_column("people", sa.Column("as_of", sa.DateTime(timezone=True), nullable=True))
    op.add_column("messages", sa.Column("redraw_at", sa.DateTime(timezone=True), nullable=True))
    op.create_index(op.f("ix_messages_redraw_at"), "messages", ["redraw_at"])
    with op.batch_alter_table("stories") as stories:
        stories.add_column(
            sa.Column("source", _one_of("source", "sheet", "peer"), server_default="sheet", nullable=False)
        )
        stories.add_column(sa.Column("told_at", sa.DateTime(timezone=True), nullable=True))
        stories.add_column(sa.Column("declined_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    """Go back to the revision before."""
    # The sheet's they are not. SQLite heeds no foreign key meanwhile, so what refers to them lets go first.
    op.execute("UPDATE recaps SET story_id = NULL WHERE story_id IN (SELECT id FROM stories WHERE source = 'peer')")
    op.execute("DELETE FROM stories WHERE source = 'peer'")
    with op.batch_alter_table("stories") as stories:
        stories.drop_constraint(op.f("ck_stories_source"), type_="check")
        stories.drop_column("declined_at")
        stories.drop_column("told_at")
        stories.drop_column("source")
    op.drop_index(op.f("ix_messages_redraw_at"), "messages")
    op.drop_column("messages", "redraw_at")
    op.drop_column("people", "as_of")
    op.drop_column("people", "channel")
