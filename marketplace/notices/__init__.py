"""What each person is told, in the hall and by mail, each once."""
