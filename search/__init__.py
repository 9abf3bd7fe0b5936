"""Passages → index; question → parsed question → query and passages → answer with citations."""
