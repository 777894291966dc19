"""What an owner asks for, from draft to award."""
