"""Definitions in, a publication out: load, check, model, render, publish, verify."""
