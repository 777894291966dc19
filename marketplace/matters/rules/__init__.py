"""The catalogue as files: shape, links, order; and what a requirement means to the owner."""
