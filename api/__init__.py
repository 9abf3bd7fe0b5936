"""The doors: command line, HTTP, SPARQL protocol, web page. Thin: parse, call, render."""
