"""Values in, values out: matching, grammar, sheets. Nothing here touches a disk, a network or a clock."""
