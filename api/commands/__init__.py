"""The commands of `zonegraph`, one file each. They import what they need when they run, so that a start stays quick."""
