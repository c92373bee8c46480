"""Widgets that read and write the link: landscape, methods, knobs, start."""
