"""The public list of vetted intermediaries: entry, qualifications, people, standing, penalties."""
