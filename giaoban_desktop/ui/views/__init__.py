"""What several pages show: tables of directives, the preview of a paper."""
