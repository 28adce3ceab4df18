"""The pictures of the pages, taken of the demo as it runs: `make pictures`."""
