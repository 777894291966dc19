"""What happens without anybody asking: readers read facts, due things are done, mail goes out."""
