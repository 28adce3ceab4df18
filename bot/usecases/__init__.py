"""What sko does for people, one module a deed: plain arguments in, frozen results out."""
