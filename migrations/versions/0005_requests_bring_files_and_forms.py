"""Requests bring files and forms."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

BEFORE = ("command", "message", "mention", "shortcut", "click", "home")
AFTER = (*BEFORE, "file", "form")


def upgrade() -> None:
    """Go to this revision."""
    with op.batch_alter_table("requests") as table:
        table.add_column(sa.Column("message", sa.String(length=32), server_default="", nullable=False))
        table.add_column(sa.Column("files", sa.JSON(none_as_null=True), nullable=True))
        table.drop_constraint(op.f("ck_requests_kind"), type_="check")
        table.create_check_constraint(op.f("ck_requests_kind"), f"kind IN {AFTER}")


def downgrade() -> None:
    """Go back to the one before; files and forms, which it knows nothing of, are forgotten."""
    op.execute("DELETE FROM requests WHERE kind IN ('file', 'form')")
    with op.batch_alter_table("requests") as table:
        table.drop_constraint(op.f("ck_requests_kind"), type_="check")
        table.create_check_constraint(op.f("ck_requests_kind"), f"kind IN {BEFORE}")
        table.drop_column("files")
        table.drop_column("message")
