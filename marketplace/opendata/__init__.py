"""Open procurement data: reading what others published. (Publishing ours comes later.)"""
